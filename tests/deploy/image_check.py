"""What must hold of the Dockerfile, and between it and the manifests."""

import json
import re


def instructions(text):
    """(NAME, rest) of each instruction of the last stage."""
    joined = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n", "", text))
    lines = [line.strip().partition(" ") for line in joined.splitlines() if line.strip()]
    starts = [i for i, line in enumerate(lines) if line[0] == "FROM"]
    return len(starts), [(name, rest.strip()) for name, _, rest in lines[starts[-1]:]]


def check_image(text, stateful_set, known_flags):
    stages, last = instructions(text)
    found = dict(last)
    container = stateful_set["spec"]["template"]["spec"]["containers"][0]
    context = stateful_set["spec"]["template"]["spec"]["securityContext"]
    if stages != 2:
        yield "Dockerfile: not two stages"
    user = found.get("USER", "")
    if not re.fullmatch(r"[1-9]\d*:[1-9]\d*", user):
        yield "Dockerfile: the user is not a number above 0"
    elif user != f"{context.get('runAsUser')}:{context.get('runAsGroup')}":
        yield "Dockerfile: the user is not that of the manifests"
    if found.get("STOPSIGNAL") != "SIGTERM":
        yield "Dockerfile: STOPSIGNAL"
    if sorted(found.get("EXPOSE", "").split()) != sorted(str(p["containerPort"]) for p in container["ports"]):
        yield "Dockerfile: EXPOSE is not the container ports of the manifests"
    if found.get("VOLUME") not in {mount["mountPath"] for mount in container["volumeMounts"]}:
        yield "Dockerfile: VOLUME is not mounted by the manifests"
    packages = " ".join(rest for name, rest in last if name == "RUN")
    if re.search(r"\S-dev\b|\bg\+\+|cmake", packages):
        yield "Dockerfile: development packages at run time"
    try:
        arguments = json.loads(found.get("ENTRYPOINT", "")) + json.loads(found.get("CMD", "[]"))
    except ValueError:
        yield "Dockerfile: ENTRYPOINT or CMD is not in exec form"
        return
    unknown = {a[2:].partition("=")[0] for a in arguments if a.startswith("--")} - known_flags
    if unknown:
        yield f"Dockerfile: the server has no flag --{', --'.join(sorted(unknown))}"
