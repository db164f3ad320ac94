#!/usr/bin/env python3
"""Fills the third column of crates/names/data/given_names.tsv: spellings seen elsewhere.

    python3 tools/given_names.py person_names.txt crates/names/data/given_names.tsv

The first two columns are kept by hand. The third is made here from the name groups of Wikidata (CC0), as the MIT
package `rigour` ships them (rust/data/names/person_names.txt in its source archive on PyPI, 2.6.1): a group of theirs is
taken over when it holds formal forms of exactly one of ours, and of it only single words that look like one of our forms.
"""
import difflib
import sys
import unicodedata

SCRIPTS = {"LATIN", "CYRILLIC", "ARABIC", "ARMENIAN", "GEORGIAN"}
ROUGH = dict(zip("абвгґғдеёєжҗзиіїйјкқлмнңоөпрстуұүўфхһҳцчҷшщъыьэюяәӣӯ",
                 "a b v g g g d e e e j j z i i i i i k k l m n n o o p r s t u u u u f h h h s c j s s  i  e u a a i u".split(" ")))
ARMENIAN = dict(zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև", "abgdezeetjilhckhdgcminsocpjrsvtrcwpkofe"))
GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "abgdevztiklmnopjrstufkgkscczcchjh"))


def fold(form):
    """How the lexicon compares: small letters, no accents on Latin, no apostrophes, ё as е."""
    out = []
    for letter in unicodedata.normalize("NFC", form.lower()):
        if letter in "'’ʼʻ`´ʹʺ‘\u200c\u0640":
            continue
        if "LATIN" in unicodedata.name(letter, "") and ord(letter) > 127:
            letter = {"ı": "i", "ł": "l", "ø": "o", "ə": "a", "đ": "d", "ß": "ss"}.get(
                letter, unicodedata.normalize("NFD", letter)[0])
        if len(letter) == 1 and unicodedata.combining(letter):
            continue
        out.append({"ё": "е", "ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه"}.get(letter, letter))
    return "".join(out)


def script(form):
    found = {unicodedata.name(letter, "?").split()[0] for letter in form if letter.isalpha()}
    return found.pop() if len(found) == 1 else None


def rough(form):
    return "".join(ROUGH.get(c) or ARMENIAN.get(c) or GEORGIAN.get(c) or ("" if ord(c) > 127 else c) for c in fold(form)) \
        .replace("y", "i").replace("w", "v").replace("zh", "j").replace("kh", "h").replace("sh", "s").replace("ch", "c")


def forms_of(column):
    return [form for part in column.split() for form in part.split(":", 1)[-1].split(",") if form]


def main(theirs, ours):
    lines = open(ours, encoding="utf-8").read().splitlines()
    head = [line for line in lines if line.startswith("#")]
    groups = [(line.split("\t") + ["", ""])[:2] for line in lines if line and not line.startswith("#")]
    formal = [{fold(form) for form in forms_of(group[0])} for group in groups]
    known = [formal[at] | {fold(form) for form in forms_of(group[1])} for at, group in enumerate(groups)]
    where = {}
    for at, forms in enumerate(formal):
        for form in forms:
            where.setdefault(form, set()).add(at)
    more = [set() for _ in groups]
    for line in open(theirs, encoding="utf-8"):
        forms = [form.strip() for form in line.rsplit(" => ", 1)[0].split(",")]
        forms = [form for form in forms if form.isalpha() and script(form) in SCRIPTS and 2 < len(form) < 20]
        hits = {}
        for form in {fold(form) for form in forms}:
            for at in where.get(form, ()):
                hits.setdefault(at, set()).add(form)
        if not hits:
            continue
        best = sorted(hits, key=lambda at: -len(hits[at]))
        at = best[0]
        if len(best) > 1 and len(hits[best[1]]) == len(hits[at]):
            continue
        if all(form.isascii() for form in hits[at]) and len(hits[at]) < 2:
            continue
        like = [rough(form) for form in known[at] if script(form) != "ARABIC"]
        for form in forms:
            plain = fold(form)
            if plain in known[at] or plain in where:
                continue
            arabic = script(form) == "ARABIC"
            if not arabic and max((difflib.SequenceMatcher(None, rough(form), other).ratio() for other in like), default=0) < 0.72:
                continue
            more[at].add(plain)
    with open(ours, "w", encoding="utf-8") as out:
        out.write("".join(line + "\n" for line in head))
        for group, forms in zip(groups, more):
            out.write("\t".join([*group, " ".join(sorted(forms))]).rstrip("\t") + "\n")


main(*sys.argv[1:])
