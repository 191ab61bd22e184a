#!/usr/bin/env python3
"""From a save to what readers see: preview.py DATELINE PROJECT [SAVES [serve|watch]].

In `serve`, to the changed page on the wire, once open pages were told; in `watch`, to the changed file
in the output folder. Saves change a story's text, or its headline, or its tags, or add a story and
remove it again. The project is left as it was, apart from its output folder.
"""
import glob, http.client, os, re, statistics, subprocess, sys, time

program, project = sys.argv[1:3]
saves = int(sys.argv[3]) if len(sys.argv) > 3 else 20
NEW = "zz-benches-preview-new"


def story():
    """A story from the middle of the archive, and its text."""
    for path in (paths := sorted(glob.glob(project + "/content/**/*.md", recursive=True)))[len(paths) // 4:]:
        text = open(path).read()
        if re.search(r"^date: 20(1\d|2[0-5])", text, re.M) and re.search(r"^tags: ", text, re.M):
            return path, text
    sys.exit("no story of the years before 2026 with tags")


path, text = story()
new = os.path.join(os.path.dirname(path), NEW + ".md")


def save(where, what):
    """Writes a file as an editor does that puts another in its place."""
    with open(where + "~", "w") as file:
        file.write(what)
    os.rename(where + "~", where)


def kinds(number):
    """Each kind of save: what is written where, and the words that are then to be seen."""
    words = [f"Save{number}{kind}{time.time_ns()}" for kind in ("text", "headline", "tags", "new")]
    titled = lambda word: re.sub(r"^title: .*", f"title: {word}", text, count=1, flags=re.M)
    return {
        "text": (path, f"{text}\n{words[0]}.\n", words[0]),
        "headline": (path, titled(words[1]), words[1]),
        "tags": (path, re.sub(r"^tags: .*", f"tags: [{words[2]}]", text, count=1, flags=re.M), words[2]),
        "new file": (new, titled(words[3]), words[3]),
    }


def timed(what, process, wait):
    """Saves again and again, and says how long it takes until `wait` sees it, and what it costs."""
    times, costs = {}, {}
    try:
        for number in range(saves):
            for kind, (where, words, word) in kinds(number).items():
                time.sleep(0.25)
                before, begin = cpu(process), time.time()
                save(where, words)
                wait(where, lambda body: body and word in body)
                times.setdefault(kind, []).append((time.time() - begin) * 1000)
                costs.setdefault(kind, []).append(cpu(process) - before)
                time.sleep(0.25)
                # Each save changes one thing, so the last one is taken back first.
                if where == new:
                    os.remove(new)
                    wait(new, lambda body: body is None)
                else:
                    save(path, text)
                    wait(path, lambda body: body and word not in body)
    finally:
        save(path, text)
        if os.path.exists(new):
            os.remove(new)
    for kind, all_of in times.items():
        p90 = statistics.quantiles(all_of, n=10)[8] if len(all_of) > 1 else all_of[0]
        cost = statistics.mean(costs[kind])
        print(f"{what}, {kind}: p50 {statistics.median(all_of):.0f} ms, p90 {p90:.0f} ms, CPU {cost:.0f} ms", flush=True)


def cpu(process):
    """The milliseconds that a process has spent, its own and the system's for it."""
    fields = open(f"/proc/{process.pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def memory(process):
    return re.search(r"VmHWM:\s*(.*)", open(f"/proc/{process.pid}/status").read())[1]


def serve():
    begin = time.time()
    server = subprocess.Popen([program, "serve", project, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        found = next(filter(None, (re.search(r"serving http://[^:]+:(\d+)(/\S*)", line) for line in server.stdout)))
        port, base = int(found[1]), found[2]

        def get(address):
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.read()

        get(base)
        print(f"serve: first page after {time.time() - begin:.2f} s, CPU {cpu(server):.0f} ms", flush=True)
        events = http.client.HTTPConnection("127.0.0.1", port)
        events.request("GET", base + ".dateline/events")
        stream = events.getresponse()
        told = lambda: next(line for line in stream if line.startswith(b"data:"))
        told()
        address = base + os.path.relpath(page(path), "public").removesuffix("index.html")
        address_of_new = base + os.path.relpath(page(new), "public").removesuffix("index.html")

        def wait(where, is_right):
            while True:
                told()
                status, body = get(address if where == path else address_of_new)
                if is_right(None if status == 404 else body.decode()):
                    return

        timed("serve", server, wait)
        print("serve: peak memory", memory(server))
    finally:
        server.terminate()


def watch():
    begin = time.time()
    watcher = subprocess.Popen([program, "watch", project], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        next(line for line in watcher.stdout if " unchanged, " in line)
        print(f"watch: caught up after {time.time() - begin:.2f} s, CPU {cpu(watcher):.0f} ms", flush=True)

        def wait(where, is_right):
            file = os.path.join(project, page(where))
            while not is_right(words_in(file)):
                time.sleep(0.0005)

        timed("watch", watcher, wait)
        print("watch: peak memory", memory(watcher))
    finally:
        watcher.terminate()


def words_in(file):
    """What a file holds; nothing where there is none."""
    try:
        return open(file).read()
    except FileNotFoundError:
        return None


def page(where):
    """The file of a story's page, where the site is `benches/peer`'s or has the addresses of new sites."""
    stem = os.path.splitext(os.path.basename(where))[0]
    if "{section}" in open(project + "/book.toml").read():
        return f"public/{os.path.basename(os.path.dirname(where))}/{stem}/index.html"
    day = re.search(r"^date: (\d{4})-(\d\d)-(\d\d)", text, re.M)
    return f"public/{day[1]}/{day[2]}/{day[3]}/{stem}.html"


for measured in sys.argv[4:] or ["serve", "watch"]:
    {"serve": serve, "watch": watch}[measured]()
