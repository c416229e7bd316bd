"""Reads pages with the programs that are compared; what a program said of a page is kept and not asked again."""

import hashlib
import json
import os
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ["tesseract", "renskrift", "ocrmypdf"]
LONGEST = "3600"  # seconds of a clock: on a busy machine a page takes long, and that is no failure


def text_of(path):
    """What could not be read is an empty text."""
    return path.read_text("utf-8") if path.exists() else ""


def lines_of_records(path):
    """The lines of page records, as `renskrift ocr` prints them."""
    lines = []
    for record in path.read_text("utf-8").splitlines():
        page = json.loads(record)
        words = [[] for _ in page["lines"]]
        for word in page["words"]:
            words[word["line"]].append(word["text"])
        lines += [" ".join(line) for line in words]
    return "\n".join(lines)


class Reader:
    def __init__(self, build, kept):
        self.build, self.kept, self.versions = Path(build), Path(kept), {}
        self.environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}

    def version(self, program):
        """What the answers depend on, beside the page."""
        if program not in self.versions:
            if program == "renskrift":
                digest = hashlib.sha256()
                parts = [self.build / name for name in ("bin/renskrift", "bin/renskrift-worker", "share/renskrift/sv.renmodel")]
                for path in parts + sorted(self.build.glob("lib/*.so")):
                    digest.update(path.read_bytes())
                self.versions[program] = digest.hexdigest()[:12]
            else:
                said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
                self.versions[program] = (said.stdout + said.stderr).split("\n")[0].split()[-1]
        return self.versions[program]

    def read(self, program, page):
        """{raw: its text, clean: after the corrector (renskrift only), seconds: of processor time}"""
        folder = self.kept / f"{program}-{self.version(program)}"
        answer = folder / f"{hashlib.sha256(page.read_bytes()).hexdigest()[:24]}.json"
        if answer.exists():
            return json.loads(answer.read_text("utf-8"))
        with tempfile.TemporaryDirectory() as scratch:
            said = getattr(self, program)(page, Path(scratch))
        folder.mkdir(parents=True, exist_ok=True)
        answer.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
        return said

    def run(self, *command):
        """Processor seconds of the command and its children."""
        process = subprocess.Popen(["timeout", LONGEST, *map(str, command)], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode == 124:
            raise TimeoutError(" ".join(map(str, command)))
        return round(used.ru_utime + used.ru_stime, 2)

    def tesseract(self, page, scratch):
        seconds = self.run("tesseract", page, scratch / "out", "-l", "swe")
        return {"raw": text_of(scratch / "out.txt"), "seconds": seconds}

    def ocrmypdf(self, page, scratch):
        text = scratch / "out.txt"
        seconds = self.run("ocrmypdf", "--quiet", "--deskew", "--clean", "--rotate-pages", "-l", "swe", "--output-type", "pdf", "--jobs", "1",
                           "--sidecar", text, page, scratch / "out.pdf")
        return {"raw": text_of(text), "seconds": seconds}

    def renskrift(self, page, scratch):
        seconds = self.run(self.build / "bin/renskrift", "run", "-q", "-j1", "--no-pdf", "--page-timeout", LONGEST, "-o", scratch / "out",
                           page)
        records, clean = (scratch / "out" / f"{page.stem}{suffix}" for suffix in (".page.ndjson", ".txt"))
        return {"raw": lines_of_records(records) if records.exists() else "", "clean": text_of(clean), "seconds": seconds}
