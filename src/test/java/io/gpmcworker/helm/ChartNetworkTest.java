package io.gpmcworker.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ways in and out of a pod are open, and to whom. */
class ChartNetworkTest {

  @Test
  void theWaysOutAreExactlyThePortsThatAreNamed() {
    assertThat(egress(Chart.of(Chart.PRODUCTION)))
        .containsExactlyInAnyOrder(
            "UDP 53 any",
            "TCP 53 any",
            "TCP 9093 kafka",
            "TCP 5432 databases",
            "TCP 636 10.20.0.0/28",
            "TCP 88 10.20.0.0/28",
            "UDP 88 10.20.0.0/28",
            "TCP 445 10.20.0.0/28",
            "TCP 443 10.30.0.10/32",
            "TCP 4317 monitoring");
    assertThat(egress(Chart.of(Chart.WINDOWS)))
        .containsExactlyInAnyOrder(
            "UDP 53 any",
            "TCP 53 any",
            "TCP 9093 any",
            "TCP 5432 any",
            "TCP 445 10.20.0.0/24",
            "TCP 135 10.20.0.5/32",
            "TCP 49152-65535 10.20.0.5/32",
            "TCP 443 any");
    assertThat(egress(Chart.of(Chart.SMALL, "networkPolicy.enabled", "true")))
        .containsExactlyInAnyOrder(
            "UDP 53 any",
            "TCP 53 any",
            "TCP 9092 any",
            "TCP 5432 any",
            "TCP 636 any",
            "TCP 88 any",
            "UDP 88 any",
            "TCP 445 any");
  }

  @Test
  void portsAndDnsServersAreThoseThatDomainsName(@TempDir Path folder) throws IOException {
    Path more = folder.resolve("more.yaml");
    Files.writeString(
        more,
        """
        networkPolicy:
          enabled: true
          database:
            port: 6432
        domains:
          corp:
            settings:
              ldap.security: start-tls
              sysvol.port: 10445
              dns-servers: 10.0.0.1, 10.0.0.2:5353,fd00::1
          lab:
            settings:
              driver: directory
              dns-name: lab.example
              ldap.port: 3890
              dns-servers: 10.0.0.1
        """);

    assertThat(egress(Chart.withValues(Chart.SMALL, more)))
        .containsExactlyInAnyOrder(
            "UDP 53 any",
            "TCP 53 any",
            "UDP 53 10.0.0.1/32",
            "TCP 53 10.0.0.1/32",
            "UDP 5353 10.0.0.2/32",
            "TCP 5353 10.0.0.2/32",
            "UDP 53 fd00::1/128",
            "TCP 53 fd00::1/128",
            "TCP 9092 any",
            "TCP 6432 any",
            "TCP 389 any",
            "TCP 10445 any",
            "TCP 3890 any",
            "TCP 445 any",
            "TCP 88 any",
            "UDP 88 any");
  }

  /** Protocol, port and to whom: a network, or a namespace; {@code any} if nobody is named. */
  private static List<String> egress(Chart chart) {
    return chart.the(NetworkPolicy.class).getSpec().getEgress().stream()
        .flatMap(rule -> rule.getPorts().stream().map(it -> port(it) + " " + peers(rule.getTo())))
        .toList();
  }

  private static String peers(List<NetworkPolicyPeer> peers) {
    if (peers.isEmpty()) {
      return "any";
    }
    NetworkPolicyPeer peer = peers.getFirst();
    if (peer.getIpBlock() != null) {
      return peer.getIpBlock().getCidr();
    }
    return peer.getNamespaceSelector().getMatchLabels().isEmpty()
        ? "any"
        : peer.getNamespaceSelector().getMatchLabels().values().iterator().next();
  }

  private static String port(NetworkPolicyPort it) {
    return (it.getProtocol() == null ? "TCP" : it.getProtocol())
        + " "
        + it.getPort().getIntVal()
        + (it.getEndPort() == null ? "" : "-" + it.getEndPort());
  }

  @Test
  void theWaysInAreHttpAndTheCallbacks() {
    assertThat(ingress(Chart.of(Chart.PRODUCTION))).containsExactly("TCP 8080 monitoring");
    assertThat(ingress(Chart.of(Chart.WINDOWS)))
        .containsExactlyInAnyOrder(
            "TCP 8080 any", "TCP 49135 10.20.0.5/32", "TCP 10135 10.20.0.5/32");
  }

  private static List<String> ingress(Chart chart) {
    return chart.the(NetworkPolicy.class).getSpec().getIngress().stream()
        .flatMap(rule -> rule.getPorts().stream().map(it -> port(it) + " " + peers(rule.getFrom())))
        .toList();
  }

  @Test
  void thePolicyIsOfThePodsOfThisReleaseInBothDirections() {
    Chart chart = Chart.of(Chart.PRODUCTION);

    NetworkPolicy policy = chart.the(NetworkPolicy.class);
    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getSpec().getPodSelector())
        .isEqualTo(chart.the(Deployment.class).getSpec().getSelector());
  }
}
