package io.gpmcworker.gpmc.directory.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Looks up hosts and services, by the machine's own name service or by given DNS servers: a
 * container's DNS seldom knows the domain. Safe for use by many threads.
 */
public final class HostNames {

  private final List<InetSocketAddress> servers;
  private final Duration timeout;

  /**
   * @param servers the DNS servers to ask; empty for the machine's own name service
   * @param timeout how long to wait for an answer
   */
  public HostNames(List<InetSocketAddress> servers, Duration timeout) {
    this.servers = List.copyOf(servers);
    this.timeout = timeout;
  }

  /**
   * Where a host is.
   *
   * @throws UnknownHostException if nobody knows
   */
  public List<InetAddress> addresses(String host) throws UnknownHostException {
    boolean literal = Address.isDottedQuad(host) || host.indexOf(':') >= 0;
    if (servers.isEmpty() || literal) {
      return List.of(InetAddress.getAllByName(host));
    }
    List<InetAddress> found = new ArrayList<>();
    for (Record answer : ask(host, Type.A)) {
      if (answer instanceof ARecord address) {
        found.add(InetAddress.getByAddress(host, address.getAddress().getAddress()));
      }
    }
    for (Record answer : ask(host, Type.AAAA)) {
      if (answer instanceof AAAARecord address) {
        found.add(InetAddress.getByAddress(host, address.getAddress().getAddress()));
      }
    }
    if (found.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return found;
  }

  /**
   * The hosts that offer a service, in the order in which to try them (RFC 2782): by priority, and
   * among equals at random, the heavier ones sooner. Empty where nobody offers it.
   *
   * @param service such as {@code _ldap._tcp.dc._msdcs.corp.example}
   * @throws UnknownHostException if no DNS server answers
   */
  public List<String> services(String service) throws UnknownHostException {
    record Ranked(String host, int priority, double rank) {}
    return ask(service, Type.SRV).stream()
        .filter(SRVRecord.class::isInstance)
        .map(SRVRecord.class::cast)
        .filter(srv -> !srv.getTarget().equals(Name.root))
        .map(srv ->
            new Ranked(
                srv.getTarget().toString(true),
                srv.getPriority(),
                // The smallest of exponential times falls to each in proportion to its weight.
                -Math.log(1 - ThreadLocalRandom.current().nextDouble()) / (srv.getWeight() + 1)))
        .sorted(Comparator.comparingInt(Ranked::priority).thenComparingDouble(Ranked::rank))
        .map(Ranked::host)
        .toList();
  }

  private List<Record> ask(String name, int type) throws UnknownHostException {
    try {
      LookupSession session =
          servers.isEmpty()
              ? LookupSession.defaultBuilder().build()
              : LookupSession.builder().resolver(resolver()).build();
      return session
          .lookupAsync(Name.fromString(name, Name.root), type)
          .toCompletableFuture()
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
          .getRecords();
    } catch (TextParseException e) {
      throw unknown(name, "is no DNS name", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(name, "could not be looked up", e);
    } catch (TimeoutException e) {
      throw unknown(name, "could not be looked up: no DNS server answered", e);
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof CompletionException inner ? inner.getCause() : e.getCause();
      if (cause instanceof NoSuchDomainException || cause instanceof NoSuchRRSetException) {
        return List.of();
      }
      throw unknown(name, "could not be looked up: " + String.valueOf(cause), e);
    }
  }

  private Resolver resolver() {
    List<Resolver> resolvers = new ArrayList<>();
    for (InetSocketAddress server : servers) {
      SimpleResolver resolver = new SimpleResolver(server);
      resolver.setTimeout(timeout);
      resolvers.add(resolver);
    }
    return new ExtendedResolver(resolvers);
  }

  private static UnknownHostException unknown(String name, String why, Exception cause) {
    UnknownHostException failure = new UnknownHostException(name + " " + why);
    failure.initCause(cause);
    return failure;
  }
}
