"""What must hold of the rendered manifests: Pod Security "restricted", and that their parts fit together.

check(documents, ...) returns a list of findings, sentences that begin with the kind of the object.
"""

import re

NAME_LABEL = "app.kubernetes.io/name"
STANDARD_LABELS = (NAME_LABEL, "app.kubernetes.io/component", "app.kubernetes.io/part-of")

# Pod Security Standards, profile "restricted" with all of "baseline".
RESTRICTED_VOLUMES = {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim",
                      "projected", "secret"}
SAFE_SYSCTLS = {"kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start",
                "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range"}
SECCOMP_TYPES = ("RuntimeDefault", "Localhost")
APPARMOR_TYPES = (None, "RuntimeDefault", "Localhost")
SELINUX_TYPES = (None, "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t")


def seconds(text):
    """Seconds of a duration such as "25s" or "1m30s"."""
    parts = re.findall(r"([0-9.]+)(ms|h|m|s)", text)
    if "".join(number + unit for number, unit in parts) != text or not parts:
        raise ValueError(f"not a duration: {text}")
    return sum(float(number) * {"h": 3600, "m": 60, "s": 1, "ms": 0.001}[unit] for number, unit in parts)


def restricted_context(where, context):
    """Rules that hold for the security context of a pod and of a container alike."""
    if context.get("runAsUser") == 0:
        yield f"{where}: runs as user 0"
    selinux = context.get("seLinuxOptions", {})
    if selinux.get("type") not in SELINUX_TYPES or selinux.get("user") or selinux.get("role"):
        yield f"{where}: SELinux options"
    if context.get("appArmorProfile", {}).get("type") not in APPARMOR_TYPES:
        yield f"{where}: AppArmor profile"
    if context.get("windowsOptions", {}).get("hostProcess"):
        yield f"{where}: host process"


def restricted_container(where, container, pod_context):
    context = container.get("securityContext", {})
    yield from restricted_context(where, context)
    if context.get("runAsNonRoot", pod_context.get("runAsNonRoot")) is not True:
        yield f"{where}: runAsNonRoot is not true"
    seccomp = context.get("seccompProfile", pod_context.get("seccompProfile", {}))
    if seccomp.get("type") not in SECCOMP_TYPES:
        yield f"{where}: no seccomp profile"
    if context.get("allowPrivilegeEscalation") is not False:
        yield f"{where}: allowPrivilegeEscalation is not false"
    if context.get("privileged"):
        yield f"{where}: privileged"
    capabilities = context.get("capabilities", {})
    if "ALL" not in capabilities.get("drop", []):
        yield f"{where}: does not drop all capabilities"
    if set(capabilities.get("add", [])) - {"NET_BIND_SERVICE"}:
        yield f"{where}: adds capabilities"
    if context.get("procMount", "Default") != "Default":
        yield f"{where}: procMount"
    if any(port.get("hostPort") for port in container.get("ports", [])):
        yield f"{where}: hostPort"
    for hook in ("livenessProbe", "readinessProbe", "startupProbe"):
        if any(action.get("host") for action in container.get(hook, {}).values() if isinstance(action, dict)):
            yield f"{where}: {hook} names a host"


def restricted_pod(where, template):
    spec = template["spec"]
    context = spec.get("securityContext", {})
    yield from restricted_context(where, context)
    for field in ("hostNetwork", "hostPID", "hostIPC"):
        if spec.get(field):
            yield f"{where}: {field}"
    for volume in spec.get("volumes", []):
        if set(volume) - {"name"} - RESTRICTED_VOLUMES:
            yield f"{where}: volume {volume['name']} is of a kind that restricted refuses"
    for sysctl in context.get("sysctls", []):
        if sysctl["name"] not in SAFE_SYSCTLS:
            yield f"{where}: sysctl {sysctl['name']}"
    for kind in ("initContainers", "containers", "ephemeralContainers"):
        for container in spec.get(kind, []):
            yield from restricted_container(f"{where} {container['name']}", container, context)


def flags_of(container):
    pairs = (argument[2:].partition("=") for argument in container.get("args", []))
    return {name: value for name, _, value in pairs}


def probes(where, container, health_port, drain):
    ports = {port["name"]: port["containerPort"] for port in container.get("ports", [])}
    if ports.get("health") != health_port:
        yield f"{where}: the container port \"health\" is not that of --health_listen"
    for name in ("startupProbe", "readinessProbe", "livenessProbe"):
        if container.get(name, {}).get("grpc", {}).get("port") != health_port:
            yield f"{where}: {name} does not ask gRPC health on port {health_port}"
    liveness = container.get("livenessProbe", {})
    if liveness.get("periodSeconds", 10) * liveness.get("failureThreshold", 3) <= drain:
        yield f"{where}: livenessProbe gives up within a drain"


def storage(where, spec, container, store):
    mounts = {mount["mountPath"]: mount["name"] for mount in container.get("volumeMounts", [])}
    volumes = {volume["name"] for volume in spec["template"]["spec"].get("volumes", [])}
    volumes |= {claim["metadata"]["name"] for claim in spec.get("volumeClaimTemplates", [])}
    if store.rpartition("/")[0] not in mounts:
        yield f"{where}: no volume is mounted where --store points"
    if "/tmp" not in mounts:
        yield f"{where}: /tmp cannot be written"
    for path, name in mounts.items():
        if name not in volumes:
            yield f"{where}: {path} is mounted from {name}, which is no volume"
    for name in volumes - set(mounts.values()):
        yield f"{where}: volume {name} is not mounted"


def server(stateful_set, known_flags, image_tag):
    where = "StatefulSet"
    spec = stateful_set["spec"]
    pod = spec["template"]["spec"]
    container = pod["containers"][0]
    flags = flags_of(container)
    if spec.get("replicas") != 1:
        yield f"{where}: the embedded store has one writer, so one replica"
    for flag in sorted(set(flags) - known_flags):
        yield f"{where}: the server has no flag --{flag}"
    missing = {"listen", "health_listen", "store", "drain_delay", "shutdown_grace", "terminology"} - set(flags)
    if missing:
        yield f"{where}: without --{', --'.join(sorted(missing))}"
        return
    ports = {port["name"]: port["containerPort"] for port in container.get("ports", [])}
    if str(ports.get("grpc")) != flags["listen"].rpartition(":")[2]:
        yield f"{where}: the container port \"grpc\" is not that of --listen"
    drain = seconds(flags["drain_delay"]) + seconds(flags["shutdown_grace"])
    if pod.get("terminationGracePeriodSeconds", 30) <= drain:
        yield f"{where}: terminationGracePeriodSeconds is not more than drain delay and shutdown grace"
    yield from probes(where, container, int(flags["health_listen"].rpartition(":")[2]), drain)
    yield from storage(where, spec, container, flags["store"])
    if container.get("securityContext", {}).get("readOnlyRootFilesystem") is not True:
        yield f"{where}: the root file system can be written"
    for kind in ("requests", "limits"):
        if set(container.get("resources", {}).get(kind, {})) < {"cpu", "memory"}:
            yield f"{where}: resources: {kind} of cpu and memory are not both set"
    tag = container["image"].rpartition(":")[2] if ":" in container["image"] else ""
    if tag in ("", "latest") or image_tag not in (None, tag):
        yield f"{where}: image tag \"{tag}\""


def selects(selector, template):
    labels = template["metadata"].get("labels", {})
    return bool(selector) and all(labels.get(key) == value for key, value in selector.items())


def around(objects, stateful_set, policy_wanted):
    """Service, budget, account, namespace and network policy against the pods."""
    template = stateful_set["spec"]["template"]
    port_names = {port["name"] for port in template["spec"]["containers"][0].get("ports", [])}
    if not selects(stateful_set["spec"]["selector"].get("matchLabels"), template):
        yield "StatefulSet: does not select its pods"
    service = objects["Service"]
    if service["metadata"]["name"] != stateful_set["spec"].get("serviceName"):
        yield "Service: is not that of the stateful set"
    if service["spec"].get("clusterIP") != "None":
        yield "Service: is not headless"
    if not selects(service["spec"].get("selector"), template):
        yield "Service: does not select the pods"
    if [port.get("targetPort") for port in service["spec"].get("ports", [])] != ["grpc"] or "grpc" not in port_names:
        yield "Service: does not serve the gRPC port, and it alone"
    budget = objects["PodDisruptionBudget"]["spec"]
    if not selects(budget.get("selector", {}).get("matchLabels"), template):
        yield "PodDisruptionBudget: does not select the pods"
    if budget.get("maxUnavailable") != 1 or "minAvailable" in budget:
        yield "PodDisruptionBudget: blocks draining the node of the only replica"
    account = objects["ServiceAccount"]
    if template["spec"].get("serviceAccountName") != account["metadata"]["name"]:
        yield "ServiceAccount: is not used"
    if account.get("automountServiceAccountToken") is not False or \
            template["spec"].get("automountServiceAccountToken") is not False:
        yield "ServiceAccount: its token is mounted"
    namespace = objects["Namespace"]["metadata"]
    if namespace.get("labels", {}).get("pod-security.kubernetes.io/enforce") != "restricted":
        yield "Namespace: does not enforce the restricted profile"
    for kind, item in objects.items():
        if kind != "Namespace" and item["metadata"].get("namespace") != namespace["name"]:
            yield f"{kind}: is not in the namespace"
        if set(STANDARD_LABELS) - set(item["metadata"].get("labels", {})):
            yield f"{kind}: lacks standard labels"
    if policy_wanted:
        policy = objects.get("NetworkPolicy", {}).get("spec", {})
        if not selects(policy.get("podSelector", {}).get("matchLabels"), template):
            yield "NetworkPolicy: does not select the pods"
        if set(policy.get("policyTypes", [])) != {"Ingress", "Egress"} or policy.get("egress"):
            yield "NetworkPolicy: lets the server call out"
        if not all(rule.get("from") for rule in policy.get("ingress", [{}])):
            yield "NetworkPolicy: lets everybody in"


def check(documents, *, known_flags, image_tag=None, production=False):
    objects = {document["kind"]: document for document in documents}
    wanted = {"Namespace", "ServiceAccount", "Service", "StatefulSet", "PodDisruptionBudget"}
    if wanted - set(objects) or len(objects) != len(documents):
        return [f"the manifests are not one each of: {', '.join(sorted(wanted))}"]
    stateful_set = objects["StatefulSet"]
    findings = list(restricted_pod("StatefulSet", stateful_set["spec"]["template"]))
    findings += server(stateful_set, known_flags, image_tag)
    findings += around(objects, stateful_set, production)
    if production and not stateful_set["spec"].get("volumeClaimTemplates"):
        findings.append("StatefulSet: the store of production is not on a volume of its own")
    return findings
