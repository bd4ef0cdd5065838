"""Build kg/text/data/words.txt: English words that a capital letter alone does not make a name.

    python tools/build_wordlist.py FOLDER…

Counts word forms in the text files below the folders (markup is stripped roughly) and keeps those
that are written in lower case at least MINIMUM times and mostly so. Only the list is kept.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MINIMUM = 12
WORD = re.compile(r"(?<![\w’'-])[A-Za-z]{3,}(?![\w’'-])")
MARKUP = re.compile(r"<script.*?</script>|<style.*?</style>|<[^>]*>|\\[nrt]", re.S)


def main() -> None:
    """Count the words below the folders and write the list."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for folder in sys.argv[1:]:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and path.suffix in {".txt", ".html", ".xml", ".json", ".md"}:
                text = MARKUP.sub(" ", path.read_text(encoding="utf-8", errors="replace"))
                for word in WORD.findall(text):
                    (lower if word.islower() else capital)[word.lower()] += 1
    kept = sorted(w for w, n in lower.items() if n >= MINIMUM and n * 4 >= capital[w])
    (ROOT / "kg/text/data/words.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(len(kept), "words")


if __name__ == "__main__":
    main()
