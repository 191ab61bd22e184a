#!/usr/bin/env python3
"""From the save of a story to the event that open pages are told by: preview.py DATELINE PROJECT [SAVES]."""
import glob, http.client, re, statistics, subprocess, sys, time

program, project = sys.argv[1:3]
saves = int(sys.argv[3]) if len(sys.argv) > 3 else 20

begin = time.time()
server = subprocess.Popen([program, "serve", project, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
try:
    found = next(filter(None, (re.search(r"serving http://[^:]+:(\d+)(/\S*)", line) for line in server.stdout)))
    port, base = int(found[1]), found[2]
    page = http.client.HTTPConnection("127.0.0.1", port)
    page.request("GET", base)
    page.getresponse().read()
    print(f"first page after {time.time() - begin:.2f} s")

    events = http.client.HTTPConnection("127.0.0.1", port)
    events.request("GET", base + ".dateline/events")
    stream = events.getresponse()
    told = lambda: next(line for line in stream if line.startswith(b"data:"))
    told()
    stories = sorted(glob.glob(project + "/content/**/*.md", recursive=True))
    story = stories[len(stories) // 4]
    text = open(story).read()
    times = []
    for number in range(saves):
        begin = time.time()
        open(story, "w").write(f"{text}\nSave {number}.\n")
        told()
        times.append((time.time() - begin) * 1000)
        time.sleep(0.2)
    open(story, "w").write(text)
    told()
    print(f"save to event: median {statistics.median(times):.1f} ms, {min(times):.1f} to {max(times):.1f}")
    print("peak memory:", re.search(r"VmHWM:\s*(.*)", open(f"/proc/{server.pid}/status").read())[1])
finally:
    server.terminate()
