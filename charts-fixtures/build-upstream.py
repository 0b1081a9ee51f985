#!/usr/bin/env python3
"""Build the upstream that the demo fleet is compared with: chart repositories and OCI image layouts, from chart sources.

usage: build-upstream.py [--out DIR]    write DIR (default: upstream/ beside this script)
       build-upstream.py --check        build aside, compare with upstream/, and check the digests in fleet/ and expected.json
       build-upstream.py --list         print every artifact, version and digest

The output is the same to the byte on every machine: no clock, no user names, no compression library, no hash order. Archives are
written here by hand (ustar, and gzip with stored blocks), and every date comes from upstream.json. Python 3.8, nothing else.
"""
import argparse
import calendar
import filecmp
import functools
import hashlib
import json
import os
import re
import shutil
import struct
import sys
import tempfile
import time
import zlib
from urllib.parse import urlsplit

HERE = os.path.dirname(os.path.abspath(__file__))

INDEX = "application/vnd.oci.image.index.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
IMAGE_CONFIG = "application/vnd.oci.image.config.v1+json"
IMAGE_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
HELM_CONFIG = "application/vnd.cncf.helm.config.v1+json"
HELM_CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"
SIGNATURE_LAYER = "application/vnd.dev.cosign.simplesigning.v1+json"


class Mistake(Exception):
    """Something in the sources that a person has to put right."""


# Bytes: compact JSON, tar, gzip.

def compact(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def seconds(date):
    return calendar.timegm(time.strptime(date, "%Y-%m-%dT%H:%M:%SZ"))


def tar(files, mtime):
    """A ustar archive of regular files, in the order given, owned by nobody."""
    out = bytearray()
    for name, data in files:
        path = name.encode()
        if len(path) > 100:
            raise Mistake(f"{name}: longer than the 100 bytes of a ustar name")
        header = bytearray(512)
        for start, field in (
            (0, path), (100, b"0000644\0"), (108, b"0000000\0"), (116, b"0000000\0"), (124, b"%011o\0" % len(data)),
            (136, b"%011o\0" % mtime), (148, b"        "), (156, b"0"), (257, b"ustar\00000"),
        ):
            header[start:start + len(field)] = field
        header[148:156] = b"%06o\0 " % sum(header)
        out += header + data + bytes(-len(data) % 512)
    return bytes(out) + bytes(1024)


def gzip(data):
    """A gzip member of stored blocks: every machine writes the same bytes, whatever its zlib."""
    out = bytearray(b"\x1f\x8b\x08\0\0\0\0\0\0\xff")
    for start in range(0, len(data), 0xFFFF) or [0]:
        block = data[start:start + 0xFFFF]
        last = start + len(block) == len(data)
        out += struct.pack("<BHH", last, len(block), len(block) ^ 0xFFFF) + block
    return bytes(out) + struct.pack("<II", zlib.crc32(data) & 0xFFFFFFFF, len(data) & 0xFFFFFFFF)


# Versions: Semantic Versioning precedence, for the order inside an index.

def precedence(version):
    core, _, prerelease = version.lstrip("v").partition("+")[0].partition("-")
    numbers = [int(part) for part in core.split(".")]
    parts = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in prerelease.split(".")] if prerelease else [(2, 0, "")]
    return numbers, parts


# YAML: the little that Chart.yaml of these sources uses, and Helm's block style for index.yaml.

def scalar(text):
    text = text.strip()
    if text[:1] in "\"'" and text[-1:] == text[:1]:
        return text[1:-1]
    return {"true": True, "false": False}.get(text, text)


def chart_metadata(text):
    """Chart.yaml as data. Understood: top-level scalars, mappings of scalars, lists of scalars, lists of mappings of scalars."""
    data, key = {}, None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        top = re.fullmatch(r"(\w+):(?: (.+))?", line)
        item = re.fullmatch(r"(?:  )?- (?:(\w[\w-]*): )?(.+)", line)
        pair = re.fullmatch(r" +([\w./-]+): (.+)", line)
        if top:
            key = top[1]
            data[key] = scalar(top[2]) if top[2] else None
        elif item and key:
            data[key] = data[key] or []
            data[key].append({item[1]: scalar(item[2])} if item[1] else scalar(item[2]))
        elif pair and key:
            data[key] = data[key] or {}
            (data[key][-1] if isinstance(data[key], list) else data[key])[pair[1]] = scalar(pair[2])
        else:
            raise Mistake(f"Chart.yaml:{number}: not of the plain form that is read here: {line!r}")
    return data


def written(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    ambiguous = r"[-+]?[0-9][0-9_]*(\.[0-9]*)?([eE][-+]?[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ].*)?|true|false|yes|no|on|off|null|~|"
    if re.fullmatch(ambiguous, value, re.IGNORECASE):
        return f'"{value}"'
    if re.match(r"[-?:,\[\]{}#&*!|>'\"%@`]", value) or ": " in value or " #" in value:
        return "'" + value.replace("'", "''") + "'"
    return value


def block(value, indent):
    """Block style with sorted keys, list items at the indentation of their key: what Helm writes."""
    pad, lines = " " * indent, []
    if isinstance(value, dict):
        for key in sorted(value):
            inner = value[key]
            if isinstance(inner, dict):
                lines += [f"{pad}{key}:"] + block(inner, indent + 2)
            elif isinstance(inner, list):
                lines += [f"{pad}{key}:"] + block(inner, indent)
            else:
                lines.append(f"{pad}{key}: {written(inner)}")
    else:
        for inner in value:
            if isinstance(inner, dict):
                entry = block(inner, indent + 2)
                lines += [f"{pad}- {entry[0].lstrip()}"] + entry[1:]
            else:
                lines.append(f"{pad}- {written(inner)}")
    return lines


# Charts.

class Charts:
    """Packages chart sources: the folder of the chart, the overlays of the version, the version written into Chart.yaml."""

    def __init__(self, description):
        self.described = {chart["name"]: chart for chart in description["charts"]}

    def version(self, name, version):
        for candidate in self.described[name]["versions"]:
            if candidate["version"] == version:
                return candidate
        raise Mistake(f"{name}: no version {version} in upstream.json")

    def files(self, name, version):
        found = {}
        for root in [os.path.join(HERE, "charts", name)] + [
            os.path.join(HERE, "overlays", name, overlay) for overlay in version.get("overlays", [])
        ]:
            if not os.path.isdir(root):
                raise Mistake(f"{os.path.relpath(root, HERE)}: no such folder")
            for folder, _, names in os.walk(root):
                for entry in names:
                    path = os.path.join(folder, entry)
                    with open(path, "rb") as file:
                        found[os.path.relpath(path, root).replace(os.sep, "/")] = file.read()
        chart = found["Chart.yaml"].decode()
        for key in ("version", "appVersion"):
            value = version[key]
            chart, count = re.subn(rf"^{key}: .*$", lambda _: f"{key}: {written(value)}", chart, flags=re.MULTILINE)
            if count != 1:
                raise Mistake(f"charts/{name}/Chart.yaml: {count} lines with {key}, expected 1")
        if version.get("deprecated"):
            chart += "deprecated: true\n"
        found["Chart.yaml"] = chart.encode()
        return found

    @functools.lru_cache(maxsize=None)
    def package(self, name, number):
        """(Chart.yaml as data, archive) of one version; dependencies are packed into charts/ as the lock has them."""
        version = self.version(name, number)
        files = self.files(name, version)
        metadata = chart_metadata(files["Chart.yaml"].decode())
        if metadata["name"] != name:
            raise Mistake(f"charts/{name}/Chart.yaml: the name is {metadata['name']}")
        if "dependencies" in metadata:
            lock = chart_metadata(files["Chart.lock"].decode())
            if lock["digest"] != lock_digest(metadata["dependencies"], lock["dependencies"]):
                raise Mistake(f"charts/{name}/Chart.lock: digest should be {lock_digest(metadata['dependencies'], lock['dependencies'])}")
            for dependency in lock["dependencies"]:
                inner = self.package(dependency["name"], dependency["version"])[1]
                files[f"charts/{dependency['name']}-{dependency['version']}.tgz"] = inner
        order = sorted(files, key=lambda path: (path != "Chart.yaml", path))
        return metadata, gzip(tar([(f"{name}/{path}", files[path]) for path in order], seconds(version["created"])))


def lock_digest(requested, locked):
    """Helm's digest of a Chart.lock: Go's compact JSON of both lists, fields in the order of its struct, with HTML escapes."""
    def fields(dependency):
        always = ("name", "version", "repository")
        return {key: dependency[key] for key in always + ("condition", "alias") if key in always or key in dependency}
    text = json.dumps([[fields(d) for d in requested], [fields(d) for d in locked]], separators=(",", ":"))
    for plain, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(plain, escaped)
    return digest(text.encode())


# Where things are written.

class Folder:
    def __init__(self, root):
        self.root = root

    def write(self, path, data):
        target = os.path.join(self.root, *path.split("/"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(data)


class Layout:
    """One repository of a registry as an OCI image layout."""

    def __init__(self, folder, name):
        self.folder, self.path, self.name, self.descriptors = folder, f"oci/{name}/_layout", name, []

    def blob(self, data, media_type, **more):
        name = digest(data)
        self.folder.write(f"{self.path}/blobs/{name.replace(':', '/')}", data)
        return {"mediaType": media_type, "digest": name, "size": len(data), **more}

    def manifest(self, config, layers, annotations):
        document = {"schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": layers, "annotations": annotations}
        return self.blob(compact(document), MANIFEST)

    def tag(self, name, descriptor):
        if any(self.name_of(other) == name for other in self.descriptors):
            raise Mistake(f"{self.name}: tag {name} twice")
        self.descriptors.append({**descriptor, "annotations": {"org.opencontainers.image.ref.name": name}})

    def sign(self, descriptor):
        """A tag like those that signing tools leave beside an artifact. The signature itself is none."""
        payload = compact({"critical": {
            "identity": {"docker-reference": self.name}, "image": {"docker-manifest-digest": descriptor["digest"]},
            "type": "cosign container image signature"}, "optional": None})
        layer = self.blob(payload, SIGNATURE_LAYER, annotations={"dev.cosignproject.cosign/signature": "bm90IGEgc2lnbmF0dXJl"})
        config = self.blob(compact({"architecture": "", "os": "", "config": {}, "rootfs": {"type": "layers", "diff_ids": [layer["digest"]]}}), IMAGE_CONFIG)
        self.tag(descriptor["digest"].replace(":", "-") + ".sig", self.manifest(config, [layer], {}))

    @staticmethod
    def name_of(descriptor):
        return descriptor["annotations"]["org.opencontainers.image.ref.name"]

    def close(self):
        self.folder.write(f"{self.path}/oci-layout", compact({"imageLayoutVersion": "1.0.0"}) + b"\n")
        listed = sorted(self.descriptors, key=self.name_of)
        self.folder.write(f"{self.path}/index.json", compact({"schemaVersion": 2, "mediaType": INDEX, "manifests": listed}) + b"\n")
        return {self.name_of(descriptor): descriptor["digest"] for descriptor in listed}


def folder_of(url):
    parts = urlsplit(url)
    return f"http/{parts.netloc}{parts.path}"


def write_repository(folder, charts, url, generated):
    entries, digests = {}, {}
    for name, chart in charts.described.items():
        if chart.get("repository") != url:
            continue
        entries[name] = []
        for version in sorted(chart["versions"], key=lambda v: precedence(v["version"]), reverse=True):
            number = version["version"]
            metadata, archive = charts.package(name, number)
            file = f"{name}-{number}.tgz"
            folder.write(f"{folder_of(url)}/{file}", archive)
            place = f"{url}/{file}" if version.get("absolute") else file
            entries[name].append({**metadata, "created": version["created"], "digest": hashlib.sha256(archive).hexdigest(), "urls": [place]})
            digests[(f"{url}#{name}", number)] = digest(archive)
    document = {"apiVersion": "v1", "entries": entries, "generated": generated}
    folder.write(f"{folder_of(url)}/index.yaml", ("\n".join(block(document, 0)) + "\n").encode())
    return digests


def write_chart_layout(folder, charts, chart):
    layout = Layout(folder, f"{chart['registry']}/{chart['name']}")
    for version in chart["versions"]:
        metadata, archive = charts.package(chart["name"], version["version"])
        annotations = {
            "org.opencontainers.image.created": version["created"], "org.opencontainers.image.description": metadata["description"],
            "org.opencontainers.image.title": chart["name"], "org.opencontainers.image.version": version["version"]}
        descriptor = layout.manifest(layout.blob(compact(metadata), HELM_CONFIG), [layout.blob(archive, HELM_CHART)], annotations)
        layout.tag(version["version"].replace("+", "_"), descriptor)
        if version.get("signed"):
            layout.sign(descriptor)
    return layout


def write_image_layout(folder, image):
    layout = Layout(folder, image["name"])
    content = tar([("usr/share/astern-fixtures/README", f"{image['name']}: a test image. It runs nothing.\n".encode())], 0)
    layer = layout.blob(gzip(content), IMAGE_LAYER)
    descriptors = {}
    for entry in image["tags"]:
        if "same" in entry:
            descriptors[entry["tag"]] = descriptors[entry["same"]]
        else:
            labels = {
                "org.opencontainers.image.created": entry["created"], "org.opencontainers.image.title": image["name"].rpartition("/")[2],
                "org.opencontainers.image.version": entry.get("version", entry["tag"])}
            manifests = []
            for platform in image.get("platforms", ["linux/amd64"]):
                system, architecture = platform.split("/")
                config = {
                    "architecture": architecture, "os": system, "created": entry["created"],
                    "config": {"Cmd": ["/bin/true"], "Labels": labels},
                    "history": [{"created": entry["created"], "created_by": "build-upstream.py"}],
                    "rootfs": {"type": "layers", "diff_ids": [digest(content)]}}
                descriptor = layout.manifest(layout.blob(compact(config), IMAGE_CONFIG), [layer], labels)
                manifests.append({**descriptor, "platform": {"architecture": architecture, "os": system}})
            if len(manifests) > 1:
                document = {"schemaVersion": 2, "mediaType": INDEX, "manifests": manifests, "annotations": labels}
                descriptors[entry["tag"]] = layout.blob(compact(document), INDEX)
            else:
                descriptors[entry["tag"]] = {key: value for key, value in manifests[0].items() if key != "platform"}
        layout.tag(entry["tag"], descriptors[entry["tag"]])
    return layout


def build(description, root):
    """Write everything below root; the digests of what was written, by (artifact, version)."""
    folder, charts, digests, layouts = Folder(root), Charts(description), {}, []
    for url, repository in sorted(description["repositories"].items()):
        digests.update(write_repository(folder, charts, url, repository["generated"]))
    for chart in description["charts"]:
        if "registry" in chart:
            layouts.append(write_chart_layout(folder, charts, chart))
    for image in description["images"]:
        layouts.append(write_image_layout(folder, image))
    for layout in layouts:
        digests.update({(layout.name, tag): value for tag, value in layout.close().items()})
    return digests


# Checks.

def files_below(root):
    return sorted(os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
                  for folder, _, names in os.walk(root) for name in names)


def first_difference(built, committed):
    """The first path that is not the same in both folders, with the reason, or None."""
    ours, theirs = set(files_below(built)), set(files_below(committed))
    for path in sorted(ours | theirs):
        if path not in theirs:
            return f"{path}: missing"
        if path not in ours:
            return f"{path}: not built from the sources"
        if not filecmp.cmp(os.path.join(built, path), os.path.join(committed, path), shallow=False):
            return f"{path}: differs"
    return None


def first_wrong_digest(description, digests):
    """The first digest in the fleet or in expected.json that is neither upstream's nor listed as drifted, or None."""
    known = set(digests.values()) | set(description["drifted"])
    fleet = os.path.join(HERE, "fleet")
    for path in files_below(fleet):
        with open(os.path.join(fleet, path), encoding="utf-8", newline="") as file:
            for found in re.findall(r"sha256:[0-9a-f]{64}", file.read()):
                if found not in known:
                    return f"fleet/{path}: {found} is not upstream"
    with open(os.path.join(HERE, "expected.json"), encoding="utf-8") as file:
        for row in json.load(file):
            if "wantedDigest" in row:
                # A chart version is published under a tag, in which `+` is written as `_`.
                tag = row["wanted"].replace("+", "_")
                if digests.get((row["artifact"], tag)) != row["wantedDigest"]:
                    return f"expected.json: {row['artifact']} {row['wanted']} is {digests.get((row['artifact'], tag))}"
    return None


def check(description):
    with tempfile.TemporaryDirectory() as aside:
        digests = build(description, aside)
        problem = first_difference(aside, os.path.join(HERE, "upstream"))
        problem = f"upstream/{problem}" if problem else first_wrong_digest(description, digests)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def make(description, root):
    """Build aside first, so that a mistake in the sources leaves what is there untouched."""
    foreign = sorted(set(os.listdir(root)) - {"http", "oci"}) if os.path.isdir(root) else []
    if foreign:
        raise Mistake(f"{root}: holds {foreign[0]}, which this script does not write; choose an empty folder")
    os.makedirs(root, exist_ok=True)
    with tempfile.TemporaryDirectory() as aside:
        build(description, aside)
        for name in ("http", "oci"):
            shutil.rmtree(os.path.join(root, name), ignore_errors=True)
            shutil.copytree(os.path.join(aside, name), os.path.join(root, name), copy_function=shutil.copyfile)
    paths = files_below(root)
    print(f"{len(paths)} files, {sum(os.path.getsize(os.path.join(root, path)) for path in paths)} bytes")
    return 0


def main():
    parser = argparse.ArgumentParser(description="Build the upstream of the demo fleet.")
    parser.add_argument("--out", metavar="DIR", default=os.path.join(HERE, "upstream"), help="where to write (default: upstream/ beside the script)")
    parser.add_argument("--check", action="store_true", help="compare with what is committed; exit 1 naming the first difference")
    parser.add_argument("--list", action="store_true", help="print every artifact, version and digest; write nothing")
    options = parser.parse_args()
    with open(os.path.join(HERE, "upstream.json"), encoding="utf-8") as file:
        description = json.load(file)
    try:
        if options.check:
            return check(description)
        if options.list:
            with tempfile.TemporaryDirectory() as aside:
                for (artifact, version), value in sorted(build(description, aside).items()):
                    print(artifact, version, value)
            return 0
        return make(description, options.out)
    except Mistake as mistake:
        print(mistake, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
