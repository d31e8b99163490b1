package io.gpmcworker.gpmc.dcom.call;

import io.gpmcworker.gpmc.Examination;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.dcom.interop.ComException;
import io.gpmcworker.gpmc.dcom.interop.ComSession;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at a Windows host: name, port, authentication, activation, a call, and a call back. */
public final class HostExamination {

  private static final int RESOLVER = 135;

  /** The Default Domain Policy, which every domain has (MS-GPOL 1.9). */
  private static final GpoName DEFAULT_DOMAIN_POLICY =
      new GpoName.ById(UUID.fromString("31b2f340-016d-11d2-945f-00c04fb984f9"));

  private final Surroundings surroundings;

  /** Examines the host of a domain. */
  public HostExamination(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Does every step. */
  public void run(Examination examination) {
    String host = surroundings.host().host();
    examination.step(
        "name",
        "Correct dcom.host, or the name servers of this machine; DCOM needs an IPv4 address.",
        () -> name(host));
    examination.step(
        "port 135",
        "Start the host, and open TCP 135 and its range of RPC ports to this machine.",
        () -> port(host));
    examination.step(
        "authentication",
        "Check account.name and its password; NTLMv2 at packet privacy must be allowed on the host.",
        () -> authentication());
    examination.step(
        "activation",
        "Register GPMC for remote activation and grant the account launch, activation and access; see docs/windows-host.md.",
        this::activation);
    examination.step(
        "call",
        "Check dns-name, and that the account which GPMC runs as on the host may read the domain.",
        () -> surroundings.ask((gpm, domain) -> "GPMC serves " + domain.name()));
    examination.step(
        "callback",
        "Open %s of this machine to the host, give gpmc.dcom.callback.advertised-hosts as the host sees it, forward TCP 135 to the resolver, and check dcom.callback-account."
            .formatted(String.join(", ", surroundings.exporter().objectAddresses().addresses())),
        this::callback);
  }

  private static String name(String host) throws GpmcException {
    try {
      List<String> addresses =
          Arrays.stream(InetAddress.getAllByName(host))
              .filter(Inet4Address.class::isInstance)
              .map(InetAddress::getHostAddress)
              .toList();
      if (!addresses.isEmpty()) {
        return host + " is " + String.join(", ", addresses);
      }
    } catch (UnknownHostException e) {
      throw new GpmcException(
          HResult.ERROR_BAD_NETPATH, "The name of the host %s is not known.".formatted(host), e);
    }
    throw new GpmcException(
        HResult.ERROR_BAD_NETPATH, "The host %s has no IPv4 address.".formatted(host));
  }

  private String port(String host) throws GpmcException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(host, RESOLVER),
          Math.toIntExact(surroundings.host().callTimeout().toMillis()));
      return "it answers";
    } catch (IOException e) {
      throw new GpmcException(
          HResult.ERROR_DS_SERVER_DOWN,
          "Port 135 of %s does not answer: %s.".formatted(host, e.getMessage()),
          e);
    }
  }

  /** What is wrong with the class comes only after the caller is known. */
  private String authentication() throws GpmcException {
    String seen = "the host knows %s, at packet privacy".formatted(surroundings.host());
    try {
      activate();
      return seen;
    } catch (ComException e) {
      if (e.answered()) {
        return seen;
      }
      throw new GpmcException(e.status(), String.valueOf(e.getMessage()), e);
    }
  }

  private void activate() throws ComException {
    try (ComSession session = surroundings.activate()) {
      session.root();
    }
  }

  private String activation() throws GpmcException {
    try {
      activate();
      return "GPMgmt.GPM is activated";
    } catch (ComException e) {
      throw new GpmcException(e.status(), String.valueOf(e.getMessage()), e);
    }
  }

  /** A report of a GPO changes nothing, and tells its progress as every operation does. */
  private String callback() throws GpmcException {
    CompletableFuture<Boolean> calledBack = new CompletableFuture<>();
    GpmcCall call =
        new GpmcCall(
            surroundings,
            new GpmcRequest.ReportGpo(DEFAULT_DOMAIN_POLICY, ReportType.XML),
            status -> calledBack.complete(true));
    CompletableFuture<GpmcResult> result = new CompletableFuture<>();
    Thread running =
        Thread.ofVirtual().name("gpmc-doctor").start(() -> result.complete(call.run()));
    try {
      CompletableFuture.anyOf(calledBack, result)
          .get(2 * surroundings.host().callTimeout().toMillis(), TimeUnit.MILLISECONDS);
      if (calledBack.isDone()) {
        return "GPMC told the progress of a report";
      }
      GpmcResult ended = result.join();
      if (!ended.overallStatus().failed()) {
        return "GPMC told the end of a report";
      }
      throw new GpmcException(ended.overallStatus(), ended.detail());
    } catch (TimeoutException e) {
      throw new GpmcException(
          HResult.ERROR_TIMEOUT, "GPMC was asked for a report and did not call back.", e);
    } catch (ExecutionException e) {
      throw new GpmcException(HResult.E_FAIL, "The report failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GpmcException(HResult.E_ABORT, "The examination was interrupted.", e);
    } finally {
      call.cancel();
      running.interrupt();
    }
  }
}
