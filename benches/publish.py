#!/usr/bin/env python3
"""A first publish and one after an edit, beside rsync and rclone to the same place: publish.py DATELINE PROJECT [MOTO].

The other ends are a real sshd on the loopback with a key of its own and, if it is named, a `moto_server`. Each
figure is wall seconds and, in brackets, the CPU seconds of the program and what it started here. The project's own
`book.toml` gets destinations at its end; they are taken out again.
"""
import glob, os, resource, shutil, socket, subprocess, sys, tempfile, time

dateline, project = sys.argv[1], os.path.abspath(sys.argv[2])
moto = sys.argv[3] if len(sys.argv) > 3 else None
work = tempfile.mkdtemp()
public = project + "/public"
servers = []


def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait(at):
    for _ in range(400):
        try:
            return socket.create_connection(("127.0.0.1", at)).close()
        except OSError:
            time.sleep(0.05)
    sys.exit(f"nothing answers at {at}")


def timed(command, **more):
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, **more)
    wall, after = time.time() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode:
        sys.exit(f"{command}: {run.stdout[-2000:]}{run.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{wall:6.2f} ({cpu:5.2f})"


def sshd():
    at = port()
    for key in "host", "id":
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{work}/{key}"], check=True)
    shutil.copy(f"{work}/id.pub", f"{work}/authorized_keys")
    open(f"{work}/known_hosts", "w").write(f"[127.0.0.1]:{at} {open(f'{work}/host.pub').read()}")
    open(f"{work}/sshd_config", "w").write(
        f"ListenAddress 127.0.0.1\nPort {at}\nHostKey {work}/host\nPidFile none\nUsePAM no\nStrictModes no\n"
        f"AuthorizedKeysFile {work}/authorized_keys\nMaxStartups 100\nSubsystem sftp internal-sftp\nPermitRootLogin yes\n")
    open(f"{work}/config", "w").write(
        f"Host *\n IdentityFile {work}/id\n IdentitiesOnly yes\n UserKnownHostsFile {work}/known_hosts\n BatchMode yes\n")
    os.mkdir(f"{work}/bin")
    open(f"{work}/bin/ssh", "w").write(f'#!/bin/sh\nexec /usr/bin/ssh -F {work}/config "$@"\n')
    os.chmod(f"{work}/bin/ssh", 0o755)
    os.environ["PATH"] = f"{work}/bin:" + os.environ["PATH"]
    os.makedirs("/run/sshd", exist_ok=True)
    servers.append(subprocess.Popen(["/usr/sbin/sshd", "-D", "-f", f"{work}/sshd_config"]))
    wait(at)
    return at


def s3():
    at = port()
    os.environ.update(AWS_ACCESS_KEY_ID="key", AWS_SECRET_ACCESS_KEY="secret", AWS_REGION="us-east-1")
    servers.append(subprocess.Popen([moto, "-H", "127.0.0.1", "-p", str(at)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    wait(at)
    for bucket in "ours", "rclone":
        subprocess.run(["curl", "-s", "-X", "PUT", f"http://127.0.0.1:{at}/{bucket}"], check=True, stdout=subprocess.DEVNULL)
    return at


book = open(project + "/book.toml").read()
stories = sorted(glob.glob(project + "/content/**/*.md", recursive=True))
story, text = stories[len(stories) // 4], open(stories[len(stories) // 4]).read()
try:
    ssh, user = sshd(), os.popen("id -un").read().strip()
    places = {
        "folder": f"{work}/folder",
        "rsync": f"rsync+ssh://{user}@127.0.0.1:{ssh}{work}/ours-rsync",
        "sftp": f"sftp://{user}@127.0.0.1:{ssh}{work}/ours-sftp",
    }
    rclone = ["rclone", "sync", public, "--config", "/dev/null", "--transfers", "32", "--checkers", "32"]
    sftp = ["--sftp-host", "127.0.0.1", "--sftp-port", str(ssh), "--sftp-user", user, "--sftp-key-file", f"{work}/id"]
    others = {
        "folder": {"rsync -a": ["rsync", "-a", "--delete", public + "/", f"{work}/rsync-folder"]},
        "rsync": {"rsync -az": ["rsync", "-az", "--delete", "-e", f"ssh -p {ssh}", public + "/", f"{user}@127.0.0.1:{work}/theirs-rsync"]},
        "sftp": {"rclone": rclone + [f":sftp:{work}/theirs-sftp"] + sftp},
    }
    if moto:
        at = s3()
        places["s3"] = f's3://ours/news"\nendpoint = "http://127.0.0.1:{at}'
        s3_at = ["--s3-provider", "Other", "--s3-env-auth", "--s3-endpoint", f"http://127.0.0.1:{at}"]
        others["s3"] = {"rclone": rclone + [":s3:rclone/news"] + s3_at}
    tables = "".join(f'\n[publish.{name}]\nverify = false\ncheck = false\nto = "{to}"\n' for name, to in places.items())
    open(project + "/book.toml", "w").write(book + tables)
    timed([dateline, "build", "."])
    files = sum(len(names) for _, _, names in os.walk(public))
    size = sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(public) for name in names)
    print(f"{files} files, {size / 1e6:.0f} MB; a build of nothing new: {timed([dateline, 'build', '.'])}")
    for name in places:
        print(f"{name}: first publish {timed([dateline, 'publish', name, '--yes'])}")
        for what, command in others[name].items():
            print(f"{name}: first {what:10} {timed(command)}")
    open(story, "w").write(text + "\nOne more sentence.\n")
    print(f"a build after an edit: {timed([dateline, 'build', '.'])}")
    for name in places:
        print(f"{name}: publish after the edit {timed([dateline, 'publish', name, '--yes'])}")
        for what, command in others[name].items():
            print(f"{name}: {what:10} after it  {timed(command)}")
    print(f"with all of `check`: {timed([dateline, 'check', '.'])}")
finally:
    open(project + "/book.toml", "w").write(book)
    open(story, "w").write(text)
    for server in servers:
        server.terminate()
        server.wait()
    shutil.rmtree(work, ignore_errors=True)
