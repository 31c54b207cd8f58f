"""Renders both overlays and checks them, and shows that planted faults are found.

Exit code 77: skipped, as there is no program that renders.
"""

import copy
import pathlib
import re
import subprocess
import sys
import unittest

import yaml

from image_check import check_image
from manifest_check import check, seconds

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "deploy/image/Dockerfile").read_text()
VERSION = re.search(r"project\(trialmatch VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text())[1]
OVERLAYS = {}


def render(overlay):
    command = [ROOT / "tests/deploy/kustomize.sh", ROOT / "deploy/kustomize/overlays" / overlay]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if run.returncode == 77:
        sys.exit(77)
    if run.returncode != 0:
        sys.exit(f"overlay {overlay} does not render")
    return [document for document in yaml.safe_load_all(run.stdout) if document]


def server_flags():
    """Names of the server's flags, as its own source writes them."""
    return set(re.findall(r"ABSL_FLAG\([^,]+, (\w+),", (ROOT / "server/main.cc").read_text()))


def pick(documents, kind):
    return next(document for document in documents if document["kind"] == kind)


def findings(documents, overlay):
    production = overlay == "prod"
    return check(documents, known_flags=server_flags(), image_tag=VERSION if production else None,
                 production=production)


class Rendered(unittest.TestCase):
    def test_overlays_have_no_findings(self):
        for overlay, documents in OVERLAYS.items():
            self.assertEqual(findings(documents, overlay), [], overlay)

    def test_image_fits_the_manifests(self):
        for documents in OVERLAYS.values():
            self.assertEqual(list(check_image(DOCKERFILE, pick(documents, "StatefulSet"), server_flags())), [])

    def test_overlays_only_compose(self):
        allowed = {"apiVersion", "kind", "namespace", "resources", "components", "images"}
        for overlay in OVERLAYS:
            files = list((ROOT / "deploy/kustomize/overlays" / overlay).iterdir())
            self.assertEqual([file.name for file in files], ["kustomization.yaml"])
            self.assertEqual(set(yaml.safe_load(files[0].read_text())) - allowed, set())


# (part of the finding, what is done). `pod` is the template's spec, `c` its container.
FAULTS = [
    ("runAsNonRoot is not true", lambda pod, c: pod["securityContext"].pop("runAsNonRoot")),
    ("runAsNonRoot is not true", lambda pod, c: c["securityContext"].update(runAsNonRoot=False)),
    ("runs as user 0", lambda pod, c: pod["securityContext"].update(runAsUser=0)),
    ("runs as user 0", lambda pod, c: c["securityContext"].update(runAsUser=0)),
    ("no seccomp profile", lambda pod, c: pod["securityContext"].pop("seccompProfile")),
    ("no seccomp profile", lambda pod, c: c["securityContext"].update(seccompProfile={"type": "Unconfined"})),
    ("allowPrivilegeEscalation", lambda pod, c: c["securityContext"].pop("allowPrivilegeEscalation")),
    ("privileged", lambda pod, c: c["securityContext"].update(privileged=True)),
    ("does not drop all", lambda pod, c: c["securityContext"]["capabilities"].update(drop=["NET_RAW"])),
    ("adds capabilities", lambda pod, c: c["securityContext"]["capabilities"].update(add=["SYS_ADMIN"])),
    ("root file system", lambda pod, c: c["securityContext"].pop("readOnlyRootFilesystem")),
    ("procMount", lambda pod, c: c["securityContext"].update(procMount="Unmasked")),
    ("SELinux", lambda pod, c: pod["securityContext"].update(seLinuxOptions={"type": "spc_t"})),
    ("AppArmor", lambda pod, c: c["securityContext"].update(appArmorProfile={"type": "Unconfined"})),
    ("host process", lambda pod, c: c["securityContext"].update(windowsOptions={"hostProcess": True})),
    ("hostPort", lambda pod, c: c["ports"][0].update(hostPort=80)),
    ("hostNetwork", lambda pod, c: pod.update(hostNetwork=True)),
    ("hostPID", lambda pod, c: pod.update(hostPID=True)),
    ("hostIPC", lambda pod, c: pod.update(hostIPC=True)),
    ("sysctl", lambda pod, c: pod["securityContext"].update(sysctls=[{"name": "kernel.msgmax", "value": "1"}])),
    ("volume tmp is of a kind", lambda pod, c: pod["volumes"][0].update(hostPath={"path": "/"})),
    ("StatefulSet x: allowPriv", lambda pod, c: pod.update(initContainers=[{"name": "x", "image": "y:1"}])),
    ("names a host", lambda pod, c: c["startupProbe"].update(httpGet={"host": "other"})),
    ("startupProbe does not ask", lambda pod, c: c.pop("startupProbe")),
    ("readinessProbe does not ask", lambda pod, c: c["readinessProbe"]["grpc"].update(port=50051)),
    ("livenessProbe does not ask", lambda pod, c: c.update(livenessProbe={"tcpSocket": {"port": 50052}})),
    ("livenessProbe gives up", lambda pod, c: c["livenessProbe"].update(failureThreshold=3)),
    ("not that of --health_listen", lambda pod, c: c["ports"][1].update(containerPort=50053)),
    ("not that of --listen", lambda pod, c: c["ports"][0].update(containerPort=50053)),
    ("limits of cpu and memory", lambda pod, c: c["resources"]["limits"].pop("memory")),
    ("requests of cpu and memory", lambda pod, c: c["resources"].pop("requests")),
    ("where --store points", lambda pod, c: c["volumeMounts"][0].update(mountPath="/var/lib/other")),
    ("/tmp cannot be written", lambda pod, c: c["volumeMounts"].pop(1)),
    ("which is no volume", lambda pod, c: c["volumeMounts"][1].update(name="other")),
    ("volume x is not mounted", lambda pod, c: pod["volumes"].append({"name": "x", "emptyDir": {}})),
    ("terminationGracePeriodSeconds", lambda pod, c: pod.update(terminationGracePeriodSeconds=30)),
    ("terminationGracePeriodSeconds", lambda pod, c: pod.pop("terminationGracePeriodSeconds")),
    ("image tag", lambda pod, c: c.update(image="trialmatch:latest")),
    ("image tag", lambda pod, c: c.update(image="registry:5000")),
    ("image tag", lambda pod, c: c.update(image="trialmatch:0.0.1")),
    ("no flag --colour", lambda pod, c: c["args"].append("--colour=red")),
    ("without --store", lambda pod, c: c["args"].remove("--store=/var/lib/trialmatch/trialmatch.db")),
    ("ServiceAccount: is not used", lambda pod, c: pod.pop("serviceAccountName")),
    ("ServiceAccount: its token", lambda pod, c: pod.pop("automountServiceAccountToken")),
]
AROUND_FAULTS = [
    ("one replica", "StatefulSet", lambda o: o["spec"].update(replicas=2)),
    ("does not select its pods", "StatefulSet", lambda o: o["spec"]["selector"]["matchLabels"].update(a="b")),
    ("not on a volume of its own", "StatefulSet", lambda o: o["spec"].pop("volumeClaimTemplates")),
    ("is not that of the stateful set", "StatefulSet", lambda o: o["spec"].update(serviceName="other")),
    ("not headless", "Service", lambda o: o["spec"].pop("clusterIP")),
    ("Service: does not select", "Service", lambda o: o["spec"]["selector"].update(a="b")),
    ("Service: does not serve", "Service", lambda o: o["spec"]["ports"][0].update(targetPort="health")),
    ("Budget: does not select", "PodDisruptionBudget", lambda o: o["spec"]["selector"]["matchLabels"].update(a="b")),
    ("Budget: blocks", "PodDisruptionBudget", lambda o: o["spec"].update(minAvailable=1)),
    ("its token is mounted", "ServiceAccount", lambda o: o.pop("automountServiceAccountToken")),
    ("does not enforce", "Namespace",
     lambda o: o["metadata"]["labels"].update({"pod-security.kubernetes.io/enforce": "baseline"})),
    ("is not in the namespace", "Service", lambda o: o["metadata"].pop("namespace")),
    ("lacks standard labels", "Service", lambda o: o["metadata"].pop("labels")),
    ("NetworkPolicy: does not select", "NetworkPolicy", lambda o: o["spec"]["podSelector"].pop("matchLabels")),
    ("lets everybody in", "NetworkPolicy", lambda o: o["spec"]["ingress"][0].pop("from")),
    ("lets the server call out", "NetworkPolicy", lambda o: o["spec"].update(egress=[{}])),
    ("not one each of", "Service", lambda o: o.update(kind="ConfigMap")),
]
IMAGE_FAULTS = [
    ("not two stages", "AS build", "AS build\nFROM scratch"),
    ("not a number above 0", "USER 65532:65532", "USER trialmatch"),
    ("not a number above 0", "USER 65532:65532", ""),
    ("not that of the manifests", "USER 65532:65532", "USER 65533:65532"),
    ("STOPSIGNAL", "STOPSIGNAL SIGTERM", ""),
    ("EXPOSE", "EXPOSE 50051 50052", "EXPOSE 50051"),
    ("VOLUME", "VOLUME /var/lib/trialmatch", "VOLUME /data"),
    ("development packages", "libssl3", "libssl-dev"),
    ("exec form", 'ENTRYPOINT ["/usr/bin/trialmatch-server"]', "ENTRYPOINT /usr/bin/trialmatch-server"),
    ("no flag --stor", "--store=", "--stor="),
]


class PlantedFaults(unittest.TestCase):
    def expect(self, part, found):
        self.assertTrue(any(part in finding for finding in found), f"not found: {part}; but: {found}")

    def test_in_the_pod(self):
        for part, plant in FAULTS:
            documents = copy.deepcopy(OVERLAYS["prod"])
            pod = pick(documents, "StatefulSet")["spec"]["template"]["spec"]
            plant(pod, pod["containers"][0])
            self.expect(part, findings(documents, "prod"))

    def test_around_the_pod(self):
        for part, kind, plant in AROUND_FAULTS:
            documents = copy.deepcopy(OVERLAYS["prod"])
            plant(pick(documents, kind))
            self.expect(part, findings(documents, "prod"))

    def test_in_the_dockerfile(self):
        for part, old, new in IMAGE_FAULTS:
            self.assertIn(old, DOCKERFILE)
            changed = DOCKERFILE.replace(old, new)
            self.expect(part, list(check_image(changed, pick(OVERLAYS["prod"], "StatefulSet"), server_flags())))

    def test_durations(self):
        self.assertEqual(seconds("1m30s"), 90)
        for text in ("", "5", "5 s", "s"):
            with self.assertRaises(ValueError):
                seconds(text)


if __name__ == "__main__":
    for name in ("dev", "prod"):
        OVERLAYS[name] = render(name)
    unittest.main()
