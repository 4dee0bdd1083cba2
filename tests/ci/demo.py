"""A desk's repository as a desk would have it: a house policy that a newsroom's own goes on from, a baseline, an exception in a
draft, a waiver in the policy, readings beside a draft, an archive that is left out. It goes through everything that people run: the
check, the hook, the action, the page, an editor, an agent. All of them have to say the same, and what they write for other programs
has to fit the rules of these programs.

tests/ci/run makes the environment and starts it: TWOSOURCE (the program), HOOK and REVISION (the hook's repository), ACTION (the
action), VENV (with pre-commit, junitparser, jsonschema), SARIF_SCHEMA and RDFORMAT (where they could be had).
"""

import atexit
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

import jsonschema
import junitparser
import yaml

PROGRAM = os.environ["TWOSOURCE"]
DAY = ["--today", "2025-03-10"]
BASELINE = ["--baseline", "known.json"]

FILES = {
    # The house.
    "twosource.toml": """newsroom = ["The Alder Ledger"]

[rules]
thin-description = "error"
bare-source = "warning"

[[waiver]]
rule = "single-anonymous"
claim = "the mill will be sold"
role = "national editor"
date = 2025-03-06
reason = "second source sought, none reachable before publication"
expires = 2025-04-06
""",
    # The newsroom goes on from it, and is stricter in one thing.
    "news/twosource.toml": """extend = "../twosource.toml"
exclude = ["archive/"]

[rules]
bare-source = "error"
""",
    "news/drafts/known.md": """# Harbour

The harbour of Port Alder will close for a week in May, its warden, Ida Lund, said on Monday.

Sources said the repair may take longer.
""",
    "news/drafts/inline.md": """# Clinic

The clinic at Tarn Bridge needs repairs, its head, Otto Rask, said.

<!-- twosource: allow bare-source -- the desk knows who they are -->
Sources said the roof may fall in.
""",
    "news/drafts/mill.md": "# Mill\n\nTwo people familiar with the sale said the mill will be sold.\n",
    "news/drafts/read.md": "# Ferry\n\nOfficials said the ferry will stop running in June.\n",
    "news/drafts/read.md.twosource.toml": """[[source]]
name = "Mara Fenn"
kind = "named-person"
title = "ferry manager"

[[reading]]
says = "the ferry will stop"
source = "Mara Fenn"
""",
    "news/archive/old.md": "Sources said it burnt.\n",
    "notes.toml": "title = 'no draft'\n",
}

NEW = (
    "news/drafts/new.md",
    "The school of Tarn Bridge is under review.\n\nSources said the school will close in June.\n",
)

# What is to be said once the new draft is there: file, line, level, rule. The two of the known draft are in the baseline; what the
# house makes an error and the newsroom makes an error shows that both policies hold.
KNOWN = {
    ("news/drafts/known.md", 5, "error", "bare-source"),
    ("news/drafts/known.md", 5, "warning", "single-anonymous"),
}
BEFORE = {
    ("news/drafts/inline.md", 6, "warning", "single-anonymous"),
    ("news/drafts/mill.md", 3, "error", "thin-description"),
}
ADDED = {
    ("news/drafts/new.md", 3, "error", "bare-source"),
    ("news/drafts/new.md", 3, "warning", "single-anonymous"),
}


def same(said, wanted, who):
    if set(said) != set(wanted):
        sys.exit(f"FAILED: {who} says\n  {sorted(said)}\nand not\n  {sorted(wanted)}")
    print(f"{who}: as expected, {len(set(said))} findings")


def holds(truth, what):
    if not truth:
        sys.exit(f"FAILED: {what}")


def started(command, desk, **more):
    """A program that goes on running; whatever becomes of the test, it is ended with it."""
    server = subprocess.Popen(command, cwd=desk.at, **more)
    atexit.register(server.kill)
    return server


class Desk:
    """The repository."""

    def __init__(self, folder):
        self.at = Path(folder)
        for name, text in FILES.items():
            self.write(name, text)
        self.git("init", "-q")
        self.twosource("check", "--write-baseline", "known.json", "news/drafts/known.md")
        self.write(
            ".pre-commit-config.yaml",
            yaml.safe_dump(
                {
                    "repos": [
                        {
                            "repo": os.environ["HOOK"],
                            "rev": os.environ["REVISION"],
                            "hooks": [{"id": "twosource", "args": [*DAY, *BASELINE, "--"]}],
                        }
                    ]
                }
            ),
        )

    def write(self, name, text):
        path = self.at / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def git(self, *arguments):
        subprocess.run(["git", *arguments], cwd=self.at, check=True, capture_output=True)

    def twosource(self, *arguments, **more):
        return subprocess.run([PROGRAM, *arguments], cwd=self.at, capture_output=True, encoding="utf-8", **more)

    def check(self, output):
        return self.twosource("check", *DAY, *BASELINE, "--format", output, ".").stdout


LINE = re.compile(r"^(\S+?):(\d+):\d+: (error|warning)\[([a-z-]+)\]", re.M)


def of_lines(text):
    return {(path, int(line), level, rule) for path, line, level, rule in LINE.findall(text)}


def of_github(text):
    found = re.findall(r"^::(error|warning) file=([^,]+),line=(\d+),.*?title=twosource%3A ([a-z-]+)::", text, re.M)
    return {(path, int(line), level, rule) for level, path, line, rule in found}


def of_sarif(text):
    log = json.loads(text)
    schema = os.environ.get("SARIF_SCHEMA")
    if schema:
        validator = jsonschema.Draft7Validator(json.loads(Path(schema).read_text(encoding="utf-8")))
        errors = [error.message for error in validator.iter_errors(log)]
        holds(not errors, f"SARIF does not fit its schema: {errors[:3]}")
        print("SARIF fits the schema of OASIS")
    else:
        print("NOT CHECKED: SARIF against its schema, which cannot be had from here")
    rows = set()
    for result in log["runs"][0]["results"]:
        holds(not result.get("suppressions"), "SARIF has what is waived")
        place = result["locations"][0]["physicalLocation"]
        level = result["level"]
        rows.add((urllib.parse.unquote(place["artifactLocation"]["uri"]), place["region"]["startLine"], level, result["ruleId"]))
    return rows


def of_rdjson(text):
    validator = os.environ.get("RDFORMAT")
    if validator:
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            command = ["node", validator, "--strict", "--no-extra-fields", file.name]
            done = subprocess.run(command, capture_output=True, encoding="utf-8")
        holds(done.returncode == 0, f"rdjson does not fit its schema: {done.stdout}{done.stderr}")
        print("rdjson fits its schema")
    else:
        print("NOT CHECKED: rdjson against its schema, for want of Node.js or npm")
    rows = set()
    for one in json.loads(text)["diagnostics"]:
        place = one["location"]
        rows.add((place["path"], place["range"]["start"]["line"], one["severity"].lower(), one["code"]["value"]))
    return rows


def of_junit(text):
    suites = junitparser.JUnitXml.fromstring(text.encode())
    rows = set()
    failures = 0
    for suite in suites:
        for case in suite:
            for result in case.result:
                holds(isinstance(result, junitparser.Failure), f"JUnit has {result}")
                failures += 1
                rows.add((case.classname, int(case._elem.get("line")), "error", result.type))
            warned = re.findall(r"(?:^|\s)warning\[([a-z-]+)\]", case.system_out or "")
            rows.update((case.classname, int(case._elem.get("line")), "warning", rule) for rule in warned)
    holds(suites.failures == failures, f"JUnit counts {suites.failures} failures of {failures}")
    return rows


def formats(desk):
    wanted = BEFORE | ADDED
    same(of_lines(desk.check("concise")), wanted, "check")
    same(of_sarif(desk.check("sarif")), wanted, "SARIF")
    same(of_rdjson(desk.check("rdjson")), wanted, "rdjson")
    same(of_junit(desk.check("junit")), wanted, "JUnit, read by junitparser")
    without = desk.twosource("check", *DAY, "--format", "concise", ".").stdout
    same(of_lines(without), wanted | KNOWN, "check without the baseline")


def hook(desk):
    desk.git("add", "-A")
    run = subprocess.run(
        [os.environ["VENV"] + "/bin/pre-commit", "run", "--all-files", "--verbose"],
        cwd=desk.at,
        capture_output=True,
        encoding="utf-8",
    )
    same(of_lines(run.stdout), BEFORE | ADDED, "the hook")
    holds(run.returncode == 1, f"the hook ends with {run.returncode}")


def action(desk, **given):
    """Runs the steps of action.yml as a runner does, with these inputs; gives the exit code and what is printed."""
    described = yaml.safe_load(Path(os.environ["ACTION"]).read_text(encoding="utf-8"))
    values = {name: one.get("default", "") for name, one in described["inputs"].items()}
    values.update(binary=PROGRAM, **given)
    known = {f"inputs.{name}": value for name, value in values.items()}
    printed, code = "", 0
    with tempfile.TemporaryDirectory() as runner:
        for step in described["runs"]["steps"]:
            output, summary = Path(runner, "output"), Path(runner, "summary")
            output.write_text("")
            summary.touch()
            environment = {
                name: known[value.removeprefix("${{ ").removesuffix(" }}")] for name, value in step.get("env", {}).items()
            }
            environment |= {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_BASE_REF": "main"}
            script = Path(runner, "step.sh")
            script.write_text(step["run"])
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
            done = subprocess.run(
                command, cwd=desk.at, env=os.environ | environment, capture_output=True, encoding="utf-8"
            )
            printed, code = printed + done.stdout, done.returncode
            told = [line.partition("=") for line in output.read_text().splitlines()]
            known |= {f"steps.{step['id']}.outputs.{name}": value for name, _, value in told}
            if code != 0:
                break
    return code, printed


def actions(desk):
    # The waiver holds for ever here: a runner has its own clock.
    desk.write("twosource.toml", FILES["twosource.toml"].replace("expires = 2025-04-06\n", ""))
    whole = {"baseline": "known.json", "diff": "none"}
    code, printed = action(desk, **whole)
    same(of_github(printed), BEFORE | ADDED, "the action")
    holds(code == 1, f"the action ends with {code}")
    for output, read in [("sarif", of_sarif), ("junit", of_junit), ("rdjson", of_rdjson)]:
        _, printed = action(desk, format=output, **whole)
        same(read(printed), BEFORE | ADDED, f"the action, as {output}")
    # Of a pull request, what it adds.
    desk.git("add", "-A")
    desk.git("commit", "-qnm", "a new draft")
    code, printed = action(desk, baseline="known.json")
    same(of_github(printed), ADDED, "the action on a pull request")
    holds(code == 1, f"the action on a pull request ends with {code}")
    desk.write("twosource.toml", FILES["twosource.toml"])


class Editor:
    """A client of the language server."""

    def __init__(self, desk):
        command = [PROGRAM, "lsp", *DAY, *BASELINE]
        self.server = started(command, desk, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.desk, self.shown, self.asked = desk, {}, 0
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self.send({"method": "initialized", "params": {}})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()

    def hear(self):
        length = 0
        while (line := self.server.stdout.readline().strip()) != b"":
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message = json.loads(self.server.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.shown[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def ask(self, method, params):
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while (message := self.hear()).get("id") != self.asked or "method" in message:
            pass
        return message["result"]

    def rows(self):
        rows = set()
        for path in sorted(self.desk.at.rglob("*.md")):
            document = {"uri": path.as_uri(), "languageId": "markdown", "version": 1, "text": path.read_text(encoding="utf-8")}
            self.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
            # What is asked is answered when the text is judged.
            self.ask("textDocument/codeLens", {"textDocument": {"uri": path.as_uri()}})
            name = path.relative_to(self.desk.at).as_posix()
            for one in self.shown.get(path.as_uri(), []):
                level = ["", "error", "warning", "note"][one["severity"]]
                rows.add((name, one["range"]["start"]["line"] + 1, level, one["code"]))
        self.ask("shutdown", None)
        self.send({"method": "exit"})
        holds(self.server.wait(60) == 0, "the language server does not end")
        return rows


class Agent:
    """A client of the server for agents."""

    def __init__(self, desk):
        command = [PROGRAM, "mcp", *DAY]
        self.server = started(command, desk, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self.asked = 0
        about = {"name": "demo", "version": "1"}
        self.ask("initialize", {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": about})
        self.send({"method": "notifications/initialized"})

    def send(self, message):
        self.server.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        self.server.stdin.flush()

    def ask(self, method, params):
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        message = json.loads(self.server.stdout.readline())
        holds(message["id"] == self.asked and "result" in message, f"{message}")
        return message["result"]

    def call(self, tool, **arguments):
        result = self.ask("tools/call", {"name": tool, "arguments": arguments})
        text = result["content"][0]["text"]
        holds(not result.get("isError"), text)
        return json.loads(text)

    def rows(self, desk):
        rows = set()
        for path in sorted((desk.at / "news/drafts").glob("*.md")):
            name = path.relative_to(desk.at).as_posix()
            brief = self.call("analyze", path=name)
            found = [finding for claim in brief["claims"] for finding in claim.get("findings", [])] + brief["findings"]
            rows |= {(name, int(one["at"].split(":")[0]), one["level"], one["rule"]) for one in found}
        return rows

    def leave(self):
        self.server.stdin.close()
        holds(self.server.wait(60) == 0, "the server for agents does not end")


class Served:
    """The page, as a browser asks for it."""

    def __init__(self, desk):
        self.server = started(
            [PROGRAM, "serve", *DAY, "news/drafts"],
            desk,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"NO_COLOR": "1"},
        )
        self.address = re.search(r"http://\S+/", self.server.stderr.readline()).group()
        self.origin = re.match(r"http://[^/]+", self.address).group()

    def get(self, way=""):
        with urllib.request.urlopen(self.address + way, timeout=60) as answer:
            return answer.read().decode()

    def put(self, way, text):
        request = urllib.request.Request(self.address + way, text.encode(), {"Origin": self.origin, "Content-Type": "text/plain"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()

    def page_of(self, name, papers):
        # The drafts are read one after the other.
        for _ in range(120):
            for number in range(papers):
                page = self.get(f"{number}/")
                if f'data-file="{name}.twosource.toml"' in page:
                    return number, page
            time.sleep(0.5)
        sys.exit(f"FAILED: the page has no {name}")

    def leave(self):
        self.server.terminate()
        self.server.wait(60)


ACCEPTED = """[[accept]]
rule = "bare-source"
says = "the school will close"
role = "night desk"
date = 2025-03-10
reason = "the school board, which is to be told first"
"""


def servers(desk):
    same(Editor(desk).rows() - {row for row in KNOWN}, BEFORE | ADDED, "the language server")
    agent = Agent(desk)
    same(agent.rows(desk), BEFORE | ADDED | KNOWN, "the server for agents (which has no baseline)")

    # The desk answers: one finding on the page, one by an agent.
    served = Served(desk)
    wanted = ["known.md", "inline.md", "mill.md", "read.md", "new.md"]
    overview = served.get()
    holds(all(name in overview for name in wanted), f"the overview lacks a draft: {overview}")
    number, page = served.page_of("new.md", len(wanted))
    holds("bare-source" in page, "the page of the new draft lacks its finding")
    edition = re.search(r'data-edition="([0-9a-f]+)"', page).group(1)
    served.put(f"{number}/readings/{edition}", ACCEPTED)
    served.leave()
    holds((desk.at / "news/drafts/new.md.twosource.toml").read_text() == ACCEPTED, "the page writes something else")

    mill = agent.call("analyze", path="news/drafts/mill.md")
    agent.call(
        "reading",
        path="news/drafts/mill.md",
        edition=mill["edition"],
        act="accept",
        says=mill["claims"][0]["says"],
        rule="thin-description",
        role="night desk",
        reason="they would be known by any other words",
    )
    agent.leave()
    left = {row for row in BEFORE | ADDED if row[2] != "error"}
    same(of_lines(desk.check("concise")), left, "check after the desk has answered")


def main():
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder).resolve())
        desk.git("add", "-A")
        desk.git("commit", "-qnm", "the desk")
        desk.git("update-ref", "refs/remotes/origin/main", "HEAD")
        desk.git("checkout", "-qb", "pull")
        desk.write(*NEW)
        formats(desk)
        hook(desk)
        actions(desk)
        servers(desk)
        desk.git("add", "-A")
        run = subprocess.run(
            [os.environ["VENV"] + "/bin/pre-commit", "run", "--all-files"], cwd=desk.at, capture_output=True, encoding="utf-8"
        )
        holds(run.returncode == 0, f"the hook keeps out what the desk has accepted: {run.stdout}")
    print("One desk's repository says the same through check, hook, action, page, editor and agent.")


main()
