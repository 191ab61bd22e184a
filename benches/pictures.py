#!/usr/bin/env python3
"""What pictures cost, beside Hugo's: `pictures.py DATELINE HUGO NEWSROOM`.

NEWSROOM is a project of `generate N DIR photos`. Both programs make the same copies of each photograph: four
widths in WebP and JPEG, two cuts in both, and one to share. Each is run three times from nothing, and three
times again with what it kept, after its output was removed; medians, with the processor's time. Then
Dateline's build when nothing has changed, and with `widths = []`.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGE = """<!doctype html><html><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>
{{ with .Resources.GetMatch "*.jpg" }}{{ $image := . }}
{{ range (slice "webp" "jpeg") }}{{ $format := . }}
{{ range (slice 480 800 1200 1600) }}<img src="{{ ($image.Resize (printf "%dx %s q78" . $format)).RelPermalink }}">{{ end }}
{{ range (slice "480x320" "960x640") }}<img src="{{ ($image.Fill (printf "%s %s q78" . $format)).RelPermalink }}">{{ end }}
{{ end }}<img src="{{ ($image.Fill "1200x630 jpeg q78").RelPermalink }}">{{ end }}
{{ .Content }}</body></html>"""
BOOK = """[book]
title = "Measured News"
[site]
base-url = "https://news.example/"
[outputs]
pages = []
feeds = []
copies = []
related = 0
cards = false
"""


def run(command, cwd):
    """The processor's time and the clock's, in seconds, and the largest memory of all runs so far in MB."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{command}: {done.stdout}{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def median(name, command, cwd, prepare, files, times=3):
    measured = []
    for _ in range(times):
        prepare()
        measured.append(run(command, cwd))
    cpu, wall = (statistics.median(part) for part in zip(*measured))
    count = sum(len(found) for _, _, found in os.walk(files))
    print(f"{name:42} CPU {cpu:8.2f} s   wall {wall:8.2f} s   {count} files", flush=True)


def hugo_site(newsroom, site):
    """The same stories as page bundles."""
    (site / "layouts/_default").mkdir(parents=True)
    (site / "layouts/_default/single.html").write_text(PAGE)
    (site / "layouts/index.html").write_text("<html><body>{{ range site.RegularPages }}{{ .Title }}{{ end }}</body></html>")
    (site / "hugo.toml").write_text(
        'baseURL = "https://news.example/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "section", "404"]\n'
        '[imaging]\nresampleFilter = "CatmullRom"\nquality = 78\n'
    )
    for number, photo in enumerate(sorted((newsroom / "content").rglob("*.jpg"))):
        bundle = site / "content/posts" / str(number)
        bundle.mkdir(parents=True)
        shutil.copy(photo, bundle)
        shutil.copy(photo.with_suffix(".md"), bundle / "index.md")


def main():
    dateline, hugo, newsroom = (Path(one).resolve() for one in sys.argv[1:4])
    remove = lambda *paths: [shutil.rmtree(path, ignore_errors=True) for path in paths]
    with tempfile.TemporaryDirectory(dir=newsroom.parent) as folder:
        site = Path(folder) / "hugo"
        hugo_site(newsroom, site)
        public, kept = newsroom / "public", newsroom / ".dateline"
        (newsroom / "book.toml").write_text(BOOK)
        ours, theirs = [dateline, "build"], [hugo, "--quiet"]
        their_public, their_kept = site / "public", site / "resources"
        median("Dateline, from nothing", ours, newsroom, lambda: remove(public, kept), public)
        median("Hugo, from nothing", theirs, site, lambda: remove(their_public, their_kept), their_public)
        median("Dateline, with its copies", ours, newsroom, lambda: remove(public), public)
        median("Hugo, with its copies", theirs, site, lambda: remove(their_public), their_public)
        median("Dateline, nothing changed", ours, newsroom, lambda: None, public)
        (newsroom / "book.toml").write_text(BOOK + "[pictures]\nwidths = []\n")
        median("Dateline, from nothing, no copies", ours, newsroom, lambda: remove(public, kept), public)


main()
