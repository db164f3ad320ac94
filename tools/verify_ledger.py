#!/usr/bin/env python3
"""Checks a habeas ledger without any key, independently of habeas.

Written from docs/ledger-format.md alone (sections 1 to 5 and 8): structure, signatures, hashes, chains, tree file,
Merkle root and checkpoint. It never changes a byte. Needs Python 3.9 or newer and the package "cryptography",
for Ed25519 only.

    verify_ledger.py DIR...          a casebook's directory, or its ledger directory
    verify_ledger.py --json DIR...   one JSON object per line
    verify_ledger.py --json -        directories are read from standard input, one a line

Exit code: 0 all sound, 1 damage, 2 wrong use. A torn tail, an entry that was never acknowledged, is not damage.
"""

import base64
import dataclasses
import functools
import hashlib
import json
import os
import pathlib
import re
import struct
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

TREE_LIMIT, FRAME_LIMIT, LIMIT = 1 << 24, 512 << 20, 2**63 - 1
P = 2**255 - 19
D = -121665 * pow(121666, P - 2, P) % P
# The y coordinates of the points of order 1, 2, 4 and 8.
ORDER_8 = int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little")
SMALL = {0, 1, P - 1, ORDER_8, P - ORDER_8}


def sha(*pieces):
    return hashlib.sha256(b"".join(pieces)).digest()


def point_y(key):
    return (int.from_bytes(key, "little") & (2**255 - 1)) % P


@functools.cache
def sound_key(key):
    """The verifying key, unless it is no point of the curve or one of small order."""
    y = point_y(key)
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    on_curve = pow(x2, (P - 1) // 2, P) in (0, 1)
    return Ed25519PublicKey.from_public_bytes(key) if on_curve and y not in SMALL else None


def signed(key, message, signature):
    """RFC 8032 without cofactor: S below the group's order, R the canonical bytes, R not of small order."""
    public = sound_key(key)
    if public is None or point_y(signature[:32]) in SMALL:
        return False
    try:
        public.verify(signature, message)
    except InvalidSignature:
        return False
    return True


class Bad(Exception):
    """Bytes that are not what the format says."""

# section 5: devices

def read_devices(data):
    """The casebook id and the enrolled devices."""
    if data[:8] != b"HBDEVS01" or len(data) < 24:
        raise Bad("it does not begin as a device list does")
    casebook, rest, enrolled = data[8:24], data[24:], []
    if not rest or len(rest) % 128:
        raise Bad("it lists no device, or its last device is cut short")
    for at in range(0, len(rest), 128):
        device, by, signature = rest[at:at + 32], rest[at + 32:at + 64], rest[at + 64:at + 128]
        if by not in (enrolled or [device]):
            raise Bad("a device was signed in by one that is not on the list")
        statement = b"habeas ledger device v1\n" + casebook + device + by
        if sound_key(device) is None or not signed(by, statement, signature):
            raise Bad("a device has a weak key, or the signature that signs it in does not fit")
        enrolled.append(device)
    return casebook, enrolled


# section 4.2: checkpoint

def read_checkpoint(data, devices):
    """Casebook id, size and root."""
    try:
        lines = data.decode("utf-8").split("\n")
        casebook = bytes.fromhex(re.fullmatch(r"habeas/([0-9a-f]{32})", lines[0]).group(1))
        size = int(re.fullmatch(r"0|[1-9][0-9]{0,19}", lines[1]).group(0))
        root = base64.b64decode(lines[2], validate=True)
        blob = base64.b64decode(lines[4].rsplit(" ", 1)[1], validate=True)
    except (ValueError, AttributeError, IndexError, UnicodeDecodeError) as fault:
        raise Bad("it does not have the shape of a checkpoint") from fault
    if len(root) != 32 or len(blob) != 68 or size > LIMIT:
        raise Bad("it does not have the shape of a checkpoint")
    for device in devices:
        name = "habeas-device-" + device[:4].hex()
        if sha(name.encode(), b"\n\x01", device)[:4] != blob[:4]:
            continue
        body = f"habeas/{casebook.hex()}\n{size}\n{base64.b64encode(root).decode()}\n"
        if f"{body}\n\u2014 {name} {base64.b64encode(blob).decode()}\n".encode() != data:
            raise Bad("it is not written exactly as the format says")
        if not signed(device, body.encode(), blob[4:]):
            raise Bad("its signature does not fit its text")
        return casebook, size, root
    raise Bad("it is not signed by a device of this ledger")


# sections 2 and 3: entries and frames

def bucket(size):
    a = 1 << ((max(size, 2) - 1).bit_length() - 1)
    return 256 if size <= 256 else a + -(-(size - a) // (a // 4)) * (a // 4)


class Frame:
    """One frame, read from a segment's bytes; raises Bad."""

    def __init__(self, data, at):
        if data[at:at + 4] != b"HBE1" or at + 24 > len(data):
            raise Bad("the frame does not begin with its mark")
        self.length, self.number, self.group, size = struct.unpack_from("<IQII", data, at + 4)
        if not 577 <= self.length <= FRAME_LIMIT or size < 185 or size + 96 > self.length or not 0 < self.number <= LIMIT:
            raise Bad("the frame's lengths are impossible")
        if at + self.length > len(data):
            raise Bad("the frame is not complete")
        self.header = data[at + 24:at + 24 + size]
        self.signature = data[at + 24 + size:at + 88 + size]
        self.hash = sha(self.header, self.signature)
        end = at + self.length - 8
        if sha(data[at:at + 24], self.hash)[:8] != data[end:end + 8]:
            raise Bad("the checksum does not fit")
        version, self.casebook, self.device, self.seq, self.previous, self.time, count = struct.unpack_from(
            "<H16s32sQ32sqH", self.header)
        if version != 1 or not 0 < self.seq <= LIMIT or self.time % 60 or count == 0 or size != 100 + 85 * count:
            raise Bad("the header does not have the form of version 1")
        self.changed_part, offset = None, at + 88 + size
        lengths = []
        for part in range(count):
            _, tier, length, digest, _ = struct.unpack_from("<16sBI32s32s", self.header, 100 + 85 * part)
            if tier not in (1, 2, 3) or length < 40 or bucket(length - 40) != length - 40:
                raise Bad("a part's tier or length is impossible")
            lengths.append((length, digest))
        if offset + sum(length for length, _ in lengths) != end:
            raise Bad("the sealed parts do not have the signed lengths")
        for part, (length, digest) in enumerate(lengths, 1):
            if sha(data[offset:offset + length]) != digest:
                self.changed_part = self.changed_part or part
            offset += length


def next_frame(data, at, least):
    """Where reading goes on behind a damaged region that begins at `at`."""
    start = at + 1
    for _ in range(1000):
        start = data.find(b"HBE1", start)
        if start < 0:
            break
        try:
            if Frame(data, start).number >= least:
                return start
        except Bad:
            pass
        start += 1
    return len(data)


# section 4: Merkle tree and tree file

def merkle_root(hashes):
    """RFC 6962 over entry hashes."""
    nodes = [sha(b"\x00", h) for h in hashes]
    if not nodes:
        return sha(b"")
    while len(nodes) > 1:
        # Pairing from the left and carrying an odd last node up gives the tree of the RFC.
        paired = [sha(b"\x01", nodes[i], nodes[i + 1]) for i in range(0, len(nodes) - 1, 2)]
        nodes = paired + nodes[len(paired) * 2:]
    return nodes[0]


def tree_record(number, entry_hash, device, seq):
    fields = entry_hash + device[:4] + struct.pack("<Q", seq)
    return fields + sha(struct.pack("<Q", number), fields)[:4]


class TreeFile:
    def __init__(self, data):
        self.data = data

    def raw(self, number):
        at = 32 + 48 * (number - 1)
        return (self.data or b"")[at:at + 48]

    def get(self, number):
        """A record whose check fits."""
        raw = self.raw(number)
        check = sha(struct.pack("<Q", number), raw[:44])[:4]
        return raw if len(raw) == 48 and check == raw[44:] else None

    def fault(self, casebook):
        if self.data is None:
            return "it is missing"
        head = b"HBTREE01" + (self.data[8:24] if casebook is None else casebook)
        return None if self.data[:32] == head + sha(head)[:8] else "its head changed"


# section 8: the whole ledger

@dataclasses.dataclass
class Region:
    """A region that is no sound frame, perhaps a torn tail."""
    entry: int
    segment: str
    offset: int
    what: str
    frames: int
    lost: "int | None" = None


class Check:
    def __init__(self, directory):
        inner = os.path.join(directory, "ledger")
        self.dir = inner if os.path.isdir(inner) else directory
        self.findings = []      # (kind, entry or None, file, offset, what)
        self.entries, self.torn, self.expected = 0, None, 1     # expected: the number that comes next
        self.regions = []       # not yet known to be damage
        self.lost = []          # runs of lost entries: first, count
        self.excused = 0        # lost entries no chain has accounted for
        self.chained = {}       # number -> what the device's next entry says of a lost entry
        self.heads, self.signed_as = {}, {}     # device -> (seq, hash, time); (device, seq) -> entry hash
        self.first = {}         # number -> the first frame with it

    def read(self, name):
        path = os.path.join(self.dir, name)
        return pathlib.Path(path).read_bytes() if os.path.exists(path) else None

    def find(self, what, file, offset=0, entry=None, kind="damage"):
        self.findings.append((kind, entry, f"ledger/{file}", offset, what))

    def run(self):
        self.casebook, self.devices = None, None
        try:
            self.casebook, self.devices = read_devices(self.read("devices") or b"")
        except Bad as fault:
            self.find(str(fault), "devices")
        noted = self.read("checkpoint") or b""
        self.acknowledged = 0
        if self.devices is not None:
            try:
                casebook, size, _ = read_checkpoint(noted, self.devices)
                self.acknowledged = size if casebook == self.casebook else 0
            except Bad:
                pass                                    # reported below
        self.walk()
        checkpoint = None
        try:
            stated = read_checkpoint(noted, self.devices or list(self.heads))
            if self.casebook not in (None, stated[0]):
                raise Bad("it belongs to another casebook")
            checkpoint = stated
        except Bad as fault:
            self.find(str(fault), "checkpoint")
        self.tree(checkpoint)
        return self

    # -- section 3: segments, from the first to the last

    def walk(self):
        names = sorted(n for n in os.listdir(self.dir) if re.fullmatch(r"seg-[0-9]{8}\.hbl", n))
        following, self.before, self.last_segment = 1, ("seg-00000001.hbl", 0), None
        for name in names:
            number, gap = int(name[4:12]), False
            if number != following:
                self.find("the segment is missing", f"seg-{following:08}.hbl", 0, self.expected)
                gap = True
            following = number + 1
            data = self.read(name)
            self.segment(name, number, data, gap)
            self.before, self.last_segment = (name, len(data)), name
        self.conclude()

    def segment(self, name, number, data, gap):
        if len(data) < 44:
            self.region(name, 0, "the segment's head is not complete")
            return
        if self.casebook is not None:
            first = max(struct.unpack_from("<Q", data, 28)[0], self.expected)
            head = b"HBLSEG01" + self.casebook + struct.pack("<IQ", number, first)
            if data[:44] != head + sha(head)[:8]:
                self.find("the segment's head changed", name)
            elif first > self.expected:
                if self.regions and self.regions[-1].lost is None:
                    self.regions[-1].lost = first - self.expected
                elif not gap:
                    self.find("entries are missing before the next segment", *self.before, self.expected)
                self.lose(first - self.expected)
                self.expected = first
                self.settle()
        at = 44
        while at < len(data):
            try:
                frame = Frame(data, at)
            except Bad as fault:
                self.region(name, at, str(fault))
                at = next_frame(data, at, self.expected)
                continue
            self.frame(frame, name, at)
            at += frame.length

    def region(self, name, at, what):
        self.regions.append(Region(self.expected, name, at, what, self.entries))

    def lose(self, count):
        if count:
            self.lost.append((self.expected, count))
            self.excused += count

    def settle(self):
        for region in self.regions:
            self.find(region.what, region.segment, region.offset, region.entry)
        self.regions = []

    def frame(self, frame, name, at):
        lost, explained = max(frame.number - self.expected, 0), frame.number <= self.expected
        if self.regions and self.regions[-1].lost is None:
            self.regions[-1].lost, explained = lost, True
        if not explained or frame.number < self.expected:
            self.find(f"it has number {frame.number}, but {self.expected} comes next", name, at, frame.number)
        self.lose(lost)
        self.expected = max(self.expected, frame.number + 1)
        if frame.group == 0:
            self.settle()
        if frame.changed_part:
            what = f"the sealed bytes of part {frame.changed_part} are not the ones that were signed"
            if frame.number > self.acknowledged:
                self.regions.append(Region(frame.number, name, at, what, self.entries, 1))
            else:
                self.find(what, name, at, frame.number)
        self.entries += 1
        self.chain(frame, name, at)
        self.first.setdefault(frame.number, frame)
        if self.devices is not None and frame.device not in self.devices:
            self.find("it is signed by a device that is not on the list", name, at, frame.number)
        elif not signed(frame.device, b"habeas ledger entry v1\n" + frame.header, frame.signature):
            self.find("its signature does not fit its header", name, at, frame.number)

    def chain(self, frame, name, at):
        if self.casebook is not None and frame.casebook != self.casebook:
            self.find("it belongs to another casebook", name, at, frame.number)
        seq, previous, time = self.heads.get(frame.device, (0, bytes(32), None))
        ahead, what = frame.seq - seq - 1, None
        earlier = self.signed_as.get((frame.device, frame.seq))
        if ahead == 0 and frame.previous != previous:
            what = "it does not follow the device's previous entry: the hashes differ"
        elif 0 < ahead <= self.excused:
            if ahead == self.excused and self.lost:
                first, count = self.lost[-1]
                self.chained[first + count - 1] = (frame.previous, frame.device, frame.seq - 1)
            self.excused -= ahead
        elif ahead < 0 and earlier == frame.hash:
            what = "it stands here again"
        elif ahead < 0 and earlier is not None:
            what = f"a fork: its device signed another entry with the same number, {frame.seq}"
        elif ahead != 0:
            what = f"its number on the device is {frame.seq}, but {seq + 1} comes next"
        if ahead >= 0:
            self.heads[frame.device] = (frame.seq, frame.hash, frame.time)
            self.signed_as[(frame.device, frame.seq)] = frame.hash
        if what:
            self.find(what, name, at, frame.number)
        elif time is not None and frame.time < time - 300:
            self.find("it claims a time before its device's entry before", name, at, frame.number, "warning")

    def conclude(self):
        """Section 3.1: is what is left a torn tail? And what is missing at the end?"""
        self.reached = self.expected - 1
        torn = [r for r in self.regions if r.entry > self.acknowledged and r.segment == self.last_segment]
        for region in torn[:1]:
            # Whatever lies in it is no entry.
            file = f"ledger/{region.segment}"
            self.findings = [f for f in self.findings if f[2] != file or f[3] < region.offset]
            self.lost = [run for run in self.lost if run[0] < region.entry]
            self.first = {n: frame for n, frame in self.first.items() if n < region.entry}
            self.regions = self.regions[:self.regions.index(region)]
            self.torn, self.reached, self.entries = region, region.entry - 1, region.frames
        if self.regions and self.regions[-1].lost is None:
            entry = self.regions[-1].entry
            if entry <= self.acknowledged:
                self.lost.append((entry, self.acknowledged + 1 - entry))
            self.reached = max(self.reached, self.acknowledged)
        self.settle()
        if self.reached < self.acknowledged:
            self.lost.append((self.reached + 1, self.acknowledged - self.reached))
            self.find("entries are missing that the checkpoint names", *self.before, self.reached + 1)
            self.reached = self.acknowledged
        if self.torn:
            self.find("never acknowledged", self.torn.segment, self.torn.offset, self.torn.entry, "torn")

    # -- section 4: tree file, root, checkpoint

    def tree(self, checkpoint):
        size = checkpoint[1] if checkpoint else 0
        file = TreeFile(self.read("tree"))
        should = {n: tree_record(n, f.hash, f.device, f.seq) for n, f in self.first.items() if n}
        off = {n for n, record in should.items() if file.raw(n) != record}
        filled, unknown = {}, set()
        complete = sum(count for _, count in self.lost) <= TREE_LIMIT
        for number in (n for first, count in self.lost if complete for n in range(first, first + count)):
            if number in should:
                continue
            named = self.chained.get(number)
            record, stated = named and tree_record(number, *named), file.get(number)
            if stated and (number <= size or (named and named[0] == stated[:32])):
                record = stated
            filled.update({number: record} if record else {})
            unknown.update(() if record else (number,))
        complete = complete and not unknown
        impostors = set()
        if complete:
            records = {**should, **filled}
            hashes = [records[n][:32] for n in range(1, self.reached + 1)]

            def holds():
                return checkpoint is None or (size <= len(hashes) and merkle_root(hashes[:size]) == checkpoint[2])

            if not holds():
                # Perhaps the frames are wrong and the tree file is right.
                impostors = {n for n in off if n <= size and file.get(n) and file.get(n)[:32] != should[n][:32]}
                for number in impostors:
                    hashes[number - 1] = file.get(number)[:32]
                if not impostors or not holds():
                    impostors = set()
                    self.find("the Merkle root is another one", "checkpoint")
        for number in sorted(impostors):
            self.find("another entry stands in its place", "tree", 32 + 48 * (number - 1), number)
        fault = file.fault(self.casebook)
        if fault:
            self.find(fault, "tree")
        if file.data is None:
            return
        wrong = off - impostors
        wrong |= {n for n, record in filled.items() if file.get(n) != record}
        wrong |= {n for n in unknown if n <= size and not file.get(n)}
        for number in sorted(wrong):
            if number <= size or (checkpoint is None and file.get(number)):
                self.find(f"the record of entry {number} changed", "tree", 32 + 48 * (number - 1))

    # -- what was found

    def report(self):
        damage = [f for f in self.findings if f[0] == "damage"]
        runs = [(f[1], f[1]) for f in damage if f[1] is not None]
        runs += [(first, first + count - 1) for first, count in self.lost]
        joined = []
        for first, last in sorted(runs):
            if not joined or first > joined[-1][1] + 1:
                joined.append([first, last])
            joined[-1][1] = max(joined[-1][1], last)
        return {
            "sound": not damage,
            "torn": self.torn is not None,
            "entries": self.entries,
            "damaged_entries": joined,
            "damaged_files": sorted({f[2] for f in damage if f[1] is None}),
            "findings": [dict(zip(("kind", "entry", "file", "offset", "what"), f)) for f in self.findings],
        }


def main(words):
    as_json = "--json" in words
    directories = [word for word in words if word != "--json"]
    if not directories or any(word.startswith("--") for word in directories):
        print(__doc__, file=sys.stderr)
        return 2
    directories = iter(lambda: sys.stdin.readline().rstrip("\n"), "") if directories == ["-"] else directories
    sound = True
    for directory in directories:
        report = Check(directory).run().report()
        sound = sound and report["sound"]
        if as_json:
            print(json.dumps(report), flush=True)
            continue
        print(f"{directory}: {report['entries']} entries checked without a key")
        for f in report["findings"]:
            where = f["file"] if f["entry"] is None else f"entry {f['entry']} in {f['file']}"
            print(f"  {f['kind']}: {where} at byte {f['offset']}: {f['what']}")
        print("sound" if report["sound"] else "DAMAGED")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
