#!/usr/bin/env python3
"""What pictures cost, beside Hugo's: `pictures.py DATELINE HUGO NEWSROOM`; without Hugo, `-` in its place.

NEWSROOM is a project of `generate N DIR photos`. Both programs make the same copies of each photograph: some
widths in WebP and JPEG, two cuts in both, and one to share, none larger than the photograph. Each is run from
nothing, and again with what it kept, after its output was removed; medians, with the processor's time. Then
Dateline's build when nothing has changed, and with `widths = []`.
"""

import argparse
import os
import shutil
import statistics
import tempfile
from pathlib import Path

from measured import run

PAGE = """<!doctype html><html><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>
{{ with .Resources.GetMatch "*.jpg" }}{{ $image := . }}
{{ range (slice "webp" "jpeg") }}{{ $format := . }}
{{ range (slice WIDTHS) }}<img src="{{ ($image.Resize (printf "%dx %s q78" . $format)).RelPermalink }}">{{ end }}
{{ range (slice 480 960) }}{{ $width := math.Min . $image.Width }}
<img src="{{ ($image.Fill (printf "%.0fx%.0f %s q78" $width (math.Floor (div (mul $width 2) 3)) $format)).RelPermalink }}">{{ end }}
{{ end }}{{ $width := math.Min 1200 $image.Width }}
<img src="{{ ($image.Fill (printf "%.0fx%.0f jpeg q78" $width (math.Floor (mul $width 0.525)))).RelPermalink }}">{{ end }}
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
[pictures]
"""


def median(times, name, command, cwd, prepare, files):
    measured = []
    for _ in range(times):
        prepare()
        measured.append(run(command, cwd))
    cpu, wall = (statistics.median(part) for part in zip(*measured))
    count = sum(len(found) for _, _, found in os.walk(files))
    print(f"{name:42} CPU {cpu:8.2f} s   wall {wall:8.2f} s   {count} files", flush=True)


def hugo_site(newsroom, site, widths):
    """The same stories as page bundles."""
    (site / "layouts/_default").mkdir(parents=True)
    (site / "layouts/_default/single.html").write_text(PAGE.replace("WIDTHS", " ".join(map(str, widths))))
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
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("dateline", type=Path)
    asked.add_argument("hugo")
    asked.add_argument("newsroom", type=Path)
    asked.add_argument("--widths", type=int, nargs="+", default=[480, 800, 1200, 1600])
    asked.add_argument("--times", type=int, default=3)
    asked = asked.parse_args()
    newsroom, ours = asked.newsroom.resolve(), [asked.dateline.resolve(), "build"]
    public, kept = newsroom / "public", newsroom / ".dateline"

    def dateline(name, *before, widths=asked.widths):
        (newsroom / "book.toml").write_text(f"{BOOK}widths = {widths}\n")
        median(asked.times, f"Dateline, {name}", ours, newsroom, lambda: remove(*before), public)

    dateline("from nothing", public, kept)
    dateline("with its copies", public)
    dateline("nothing changed")
    dateline("from nothing, no copies", public, kept, widths=[])
    if asked.hugo == "-":
        return
    with tempfile.TemporaryDirectory(dir=newsroom.parent) as folder:
        site = Path(folder) / "hugo"
        hugo_site(newsroom, site, asked.widths)
        hugo, public, kept = [Path(asked.hugo).resolve(), "--quiet"], site / "public", site / "resources"
        median(asked.times, "Hugo, from nothing", hugo, site, lambda: remove(public, kept), public)
        median(asked.times, "Hugo, with its copies", hugo, site, lambda: remove(public), public)


def remove(*folders):
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


main()
