#!/usr/bin/env python3
"""What search costs, beside Pagefind's own program: `search.py DATELINE PAGEFIND NEWSROOM`.

NEWSROOM is a project of `generate N DIR`, best on a memory disk; its `book.toml` is written anew. First what the
index costs to make: the same site with and without it, from nothing and after one edit, and Pagefind over the pages
of the same stories, which has no second run that is shorter. Then what a reader's browser fetches, by a server that
counts: the page of the search, a first query and those after it, in bytes as they lie there and compressed (gzip).
Needs `chromedriver`.
"""

import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

from measured import run

BOOK = """[book]
title = "Measured News"
[site]
base-url = "%s"
[outputs]
pages = [%s]
feeds = []
copies = ["text"]
related = 0
cards = false
"""
QUERIES = ["regatta", "swing bridge", "beehive", "surveyor Reis", "libraians", "winter timetable"]
PAGE = """<!doctype html><html lang="en"><title>Pagefind</title><input id="q"><ol id="results"></ol>
<script type="module">
const pagefind = await import("/pagefind/pagefind.js");
q.oninput = async () => {
  const found = await pagefind.debouncedSearch(q.value);
  if (!found) return;
  const ten = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  results.replaceChildren(...ten.map(({ meta, excerpt }) => {
    const item = document.createElement("li");
    item.innerHTML = meta.title + excerpt;
    return item;
  }));
};
</script></html>"""


def report(name, measured, folder=None):
    cpu, wall = (statistics.median(part) for part in zip(*measured))
    files = [path for path in folder.rglob("*") if path.is_file()] if folder else []
    size = sum(path.stat().st_size for path in files)
    more = f"   {len(files)} files, {size / 1e6:.2f} MB" if files else ""
    print(f"{name:34} CPU {cpu:7.2f} s   wall {wall:7.2f} s{more}", flush=True)


class Host(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and counts what goes out."""

    protocol_version = "HTTP/1.1"
    sent = []

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = path.read_bytes() if path.is_file() else b""
        packed = gzip.compress(body, 6, mtime=0)
        Host.sent.append((self.path, len(body), min(len(body), len(packed))))
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Browser:
    """A fresh browser, driven by WebDriver."""

    def __init__(self):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        told = next(line for line in self.driver.stdout if "successfully on port" in line)
        self.base = f"http://127.0.0.1:{told.rstrip().rstrip('.').split()[-1]}"
        args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        wanted = {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": {"args": args}}}}
        self.base += f"/session/{self.post('/session', wanted)['sessionId']}"

    def post(self, path, what):
        data = json.dumps(what).encode()
        asked = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"})
        return json.load(urllib.request.urlopen(asked))["value"]

    def type(self, words):
        field = next(iter(self.post("/element", {"using": "css selector", "value": "#q"}).values()))
        self.post(f"/element/{field}/clear", {})
        self.post(f"/element/{field}/value", {"text": words})

    def results(self):
        script = "return document.querySelectorAll('#results li').length"
        return self.post("/execute/sync", {"script": script, "args": []})

    def close(self):
        urllib.request.urlopen(urllib.request.Request(self.base, method="DELETE"))
        self.driver.kill()
        self.driver.wait()


def settled():
    """Waits until nothing has been fetched for two seconds; what was since the last time."""
    count, since = -1, time.monotonic()
    while time.monotonic() - since < 2:
        if len(Host.sent) != count:
            count, since = len(Host.sent), time.monotonic()
        time.sleep(0.05)
    sent, Host.sent = Host.sent, []
    return sent


def queries(name, port, page):
    browser = Browser()
    Host.sent = []
    browser.post("/url", {"url": f"http://127.0.0.1:{port}{page}"})
    sent = settled()
    print(f"{name}: the page {tell(sent)}", flush=True)
    for words in QUERIES:
        browser.type(words)
        print(f"{name}: {words!r} {tell(settled())}, {browser.results()} shown", flush=True)
    browser.close()


def tell(sent):
    whole, packed = (sum(part[at] for part in sent) / 1e3 for at in (1, 2))
    return f"{whole:.1f} kB, compressed {packed:.1f} kB, {len(sent)} requests"


def main():
    dateline, pagefind, newsroom = (Path(one).resolve() for one in sys.argv[1:4])
    public, kept, index = newsroom / "public", newsroom / ".dateline", newsroom / "public/pagefind"
    stories = sorted((newsroom / "content").rglob("*.md"))

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *all: Host(*all, directory=str(public)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]

    def book(pages):
        (newsroom / "book.toml").write_text(BOOK % (f"http://127.0.0.1:{port}/", pages))

    build, theirs = [dateline, "build"], [pagefind, "--site", public, "--glob", "20*/*/*/[!i]*.html"]
    measured = {}
    for _ in range(3):
        for pages in ("", '"search"'):
            book(pages)
            shutil.rmtree(public, ignore_errors=True)
            shutil.rmtree(kept, ignore_errors=True)
            measured.setdefault((pages, "from nothing"), []).append(run(build, newsroom))
            measured.setdefault((pages, "nothing changed"), []).append(run(build, newsroom))
            last = stories[-1]
            text = last.read_text()
            last.write_text(text + "\nOne more zebra.\n")
            measured.setdefault((pages, "one edit"), []).append(run(build, newsroom))
            last.write_text(text)
            run(build, newsroom)
        measured.setdefault(("pagefind", ""), []).append(run(theirs, newsroom))
        if _ < 2:
            shutil.rmtree(index)
    for (pages, what), times in measured.items():
        name = "Pagefind" if what == "" else f"Dateline, {'with' if pages else 'without'} search, {what}"
        folder = index if what == "" else public / "search" if pages and what == "from nothing" else None
        report(name, times, folder)
    (public / "pagefind.html").write_text(PAGE)
    queries("Dateline", port, "/search/")
    queries("Pagefind", port, "/pagefind.html")


main()
