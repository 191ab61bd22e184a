#!/usr/bin/env python3
"""A first publish and one after an edit, beside rsync, rclone and git by hand to the same place.

    publish.py DATELINE PROJECT [--moto MOTO_SERVER] [--runs N] [--only folder,rsync,sftp,git,s3]

The other ends are a real sshd on the loopback with a key of its own, bare repositories and, if it is named, a
`moto_server` or another server that speaks S3 and takes `-H HOST -p PORT`. Each figure is wall seconds and, in
brackets, the CPU seconds of the program and what it started here; not those of the servers. A publish of ours holds
a build and a check; what others do is the sending alone. The project's own `book.toml` gets destinations at its
end; they are taken out again.
"""
import argparse, glob, os, shutil, socket, statistics, subprocess, sys, tempfile, time

from measured import run

arguments = argparse.ArgumentParser()
arguments.add_argument("dateline")
arguments.add_argument("project")
arguments.add_argument("--moto")
arguments.add_argument("--runs", type=int, default=3)
arguments.add_argument("--only", default="folder,rsync,sftp,git,s3")
given = arguments.parse_args()
dateline, project, moto, runs = given.dateline, os.path.abspath(given.project), given.moto, given.runs
wanted = given.only.split(",")
taken = {}
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
    cpu, wall = run(command, project, **more)
    return wall, cpu


def note(what, figures):
    taken.setdefault(what, []).append(figures)
    print(f"{what:44} {figures[0]:7.2f} ({figures[1]:6.2f})", flush=True, file=sys.stderr)


def table():
    for what, runs in taken.items():
        wall, cpu = (statistics.median(one) for one in zip(*runs))
        print(f"{what:44} {wall:7.2f} ({cpu:6.2f})")


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
    # rclone takes no bundle of certificates from here, and none is needed.
    os.environ.pop("AWS_CA_BUNDLE", None)
    os.environ.update(AWS_ACCESS_KEY_ID="key", AWS_SECRET_ACCESS_KEY="secret", AWS_REGION="us-east-1")
    servers.append(subprocess.Popen([moto, "-H", "127.0.0.1", "-p", str(at)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    wait(at)
    for bucket in ["ours"] + [f"rclone{run}" for run in range(runs)]:
        subprocess.run(["curl", "-s", "-X", "PUT", f"http://127.0.0.1:{at}/{bucket}"], check=True, stdout=subprocess.DEVNULL)
    return at


book = open(project + "/book.toml").read()
stories = sorted(glob.glob(project + "/content/**/*.md", recursive=True))
story, text = stories[len(stories) // 4], open(stories[len(stories) // 4]).read()
try:
    ssh, user = sshd(), os.popen("id -un").read().strip()
    at = s3() if moto else None
    rclone = ["rclone", "sync", public, "--config", "/dev/null", "--transfers", "32", "--checkers", "32"]
    sftp = ["--sftp-host", "127.0.0.1", "--sftp-port", str(ssh), "--sftp-user", user, "--sftp-key-file", f"{work}/id"]
    by_hand = 'rsync -a --delete --exclude=.git "$0/" "$1/" && cd "$1" && git add -A && git commit -qm x && git push -q origin HEAD:pages'
    git = dict(GIT_AUTHOR_NAME="x", GIT_AUTHOR_EMAIL="x@x", GIT_COMMITTER_NAME="x", GIT_COMMITTER_EMAIL="x@x")
    for run in range(runs):
        places = {
            "folder": f"{work}/folder{run}",
            "rsync": f"rsync+ssh://{user}@127.0.0.1:{ssh}{work}/ours-rsync{run}",
            "sftp": f"sftp://{user}@127.0.0.1:{ssh}{work}/ours-sftp{run}",
            "git": f"git:{work}/ours{run}.git",
        }
        others = {
            "folder": ("rsync -a", ["rsync", "-a", "--delete", public + "/", f"{work}/rsync-folder{run}"]),
            "rsync": ("rsync -az", ["rsync", "-az", "--delete", "-e", f"ssh -p {ssh}", public + "/", f"{user}@127.0.0.1:{work}/theirs-rsync{run}"]),
            "sftp": ("rclone", rclone + [f":sftp:{work}/theirs-sftp{run}"] + sftp),
            "git": ("git by hand", ["sh", "-c", by_hand, public, f"{work}/clone{run}"]),
        }
        for name in "ours", "theirs":
            bare = f"{work}/{name}{run}.git"
            subprocess.run(["git", "init", "-q", "--bare", bare], check=True)
            # As the well-known hosts have it: the files of a branch need not be fetched.
            subprocess.run(["git", "-C", bare, "config", "uploadpack.allowFilter", "true"], check=True)
        subprocess.run(["git", "clone", "-q", f"{work}/theirs{run}.git", f"{work}/clone{run}"], check=True, stderr=subprocess.DEVNULL)
        if moto:
            places["s3"] = f's3://ours/news{run}"\nendpoint = "http://127.0.0.1:{at}'
            s3_at = ["--s3-provider", "Other", "--s3-env-auth", "--s3-endpoint", f"http://127.0.0.1:{at}"]
            others["s3"] = ("rclone", rclone + [f":s3:rclone{run}"] + s3_at)
        places = {name: to for name, to in places.items() if name in wanted}
        tables = "".join(f'\n[publish.{name}]\nverify = false\nto = "{to}"\n' for name, to in places.items())
        open(project + "/book.toml", "w").write(book + tables)
        for state in "first publish", "after one edit":
            if state != "first publish":
                open(story, "w").write(f"{text}\nOne more sentence, the {run}th.\n")
            build = timed([dateline, "build", "."])
            if state != "first publish":
                note("a build after one edit", build)
            note("a build of nothing new", timed([dateline, "build", "."]))
            note("a check", timed([dateline, "check", "."]))
            for name in places:
                note(f"{name}: {state}", timed([dateline, "publish", name, "--yes"]))
                what, command = others[name]
                note(f"{name}: {what}, {'first' if state == 'first publish' else state}", timed(command, env=os.environ | git))
    files = sum(len(names) for _, _, names in os.walk(public))
    size = sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(public) for name in names)
    print(f"\n{files} files, {size / 1e6:.0f} MB; medians of {runs} runs in turn, wall seconds (CPU seconds)")
    table()
finally:
    open(project + "/book.toml", "w").write(book)
    open(story, "w").write(text)
    for server in servers:
        server.terminate()
        server.wait()
    shutil.rmtree(work, ignore_errors=True)
