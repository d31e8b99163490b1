package io.gpmcworker.gpmc.dcom.exporter;

import io.gpmcworker.gpmc.dcom.nlmp.NtlmAcceptor;
import io.gpmcworker.gpmc.dcom.orpc.DualStringArray;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import io.gpmcworker.gpmc.dcom.rpce.RpcServer;
import io.gpmcworker.gpmc.dcom.rpce.RpcService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An object exporter (MS-DCOM 3.1.1) with a resolver of its own: one port for all objects, one for
 * {@code IObjectExporter}.
 */
public final class ObjectExporter implements AutoCloseable {

  private static final int WELL_KNOWN_RESOLVER = 135;

  private final ObjectTable table = new ObjectTable();
  private final RpcServer objects;
  private final RpcServer resolver;
  private final DualStringArray objectAddresses;
  private final DualStringArray resolverAddresses;
  private final UUID remUnknown;

  /**
   * Begins to listen.
   *
   * @param interfaces what the objects may have
   * @throws IOException if a port cannot be had
   */
  public ObjectExporter(ExporterSettings settings, Set<UUID> interfaces) throws IOException {
    this(settings, interfaces, exporter -> Optional.empty());
  }

  /**
   * As {@link #ObjectExporter(ExporterSettings, Set)}, with more on the resolver's port.
   *
   * @param beside makes what else answers there, for this exporter
   */
  public ObjectExporter(
      ExporterSettings settings,
      Set<UUID> interfaces,
      Function<ObjectExporter, Optional<RpcService>> beside)
      throws IOException {
    Supplier<NtlmAcceptor> acceptors = () -> new NtlmAcceptor(settings.callers(), settings.name());
    objects =
        new RpcServer(
            new InetSocketAddress(settings.bind(), settings.objectPort()),
            new ObjectService(table, interfaces),
            acceptors,
            settings.limits());
    objectAddresses =
        addresses(
            settings.advertisedHosts(),
            "[" + reached(settings.advertisedObjectPort(), objects.port()) + "]");
    DelayedService onResolver = new DelayedService();
    try {
      resolver =
          new RpcServer(
              new InetSocketAddress(settings.bind(), settings.resolverPort()),
              onResolver,
              acceptors,
              settings.limits());
    } catch (IOException | RuntimeException e) {
      objects.close();
      throw e;
    }
    int resolverPort = reached(settings.advertisedResolverPort(), resolver.port());
    resolverAddresses =
        addresses(
            settings.advertisedHosts(),
            resolverPort == WELL_KNOWN_RESOLVER ? "" : "[" + resolverPort + "]");
    RemUnknown unknown = new RemUnknown(table, resolverAddresses);
    remUnknown = table.export(unknown, Iids.IREM_UNKNOWN2, true).ipid();
    OxidResolver oxids =
        new OxidResolver(table.oxid(), remUnknown, objectAddresses, resolverAddresses);
    Optional<RpcService> more = beside.apply(this);
    onResolver.is(more.isPresent() ? new TwoServices(oxids, more.get()) : oxids);
  }

  private static int reached(int advertised, int port) {
    return advertised == 0 ? port : advertised;
  }

  private static DualStringArray addresses(List<String> hosts, String endpoint) {
    return new DualStringArray(hosts.stream().map(host -> host + endpoint).toList());
  }

  /**
   * Exports an object until it is withdrawn, whoever holds or releases references.
   *
   * @param iid the interface that the reference is for
   */
  public ObjRef export(ComObject object, UUID iid) {
    return reference(table.export(object, iid, true));
  }

  /** Exports an object until the last reference is released. */
  public ObjRef lend(ComObject object, UUID iid) {
    return reference(table.export(object, iid, false));
  }

  /** A further interface of an object that is exported already. */
  public Optional<ObjRef> query(ObjRef reference, UUID iid) {
    return table
        .query(reference.reference().ipid(), iid, ObjectTable.REFERENCES)
        .map(found -> new ObjRef(iid, found, resolverAddresses));
  }

  /** Takes back the references that came with one that goes to nobody. */
  public void giveBack(ObjRef reference) {
    table
        .release(reference.reference().ipid(), reference.reference().publicReferences())
        .ifPresent(ComObject::released);
  }

  /** What is exported: each object's interfaces and how many references are outside. */
  @Override
  public String toString() {
    return table.toString();
  }

  private ObjRef reference(ObjectTable.Facet facet) {
    return new ObjRef(facet.iid(), table.give(facet, ObjectTable.REFERENCES), resolverAddresses);
  }

  /** Ends the export of an object; calls to it fail from now on. */
  public void withdraw(ObjRef reference) {
    table.withdraw(reference.reference().oid());
  }

  /** The object behind a reference, if this exporter exports it. */
  public Optional<ComObject> find(ObjRef reference) {
    return reference.reference().oxid() == table.oxid()
        ? table.find(reference.reference().ipid()).map(facet -> facet.entry().object())
        : Optional.empty();
  }

  /** How many objects are exported. */
  public int exported() {
    return table.size() - 1;
  }

  /** How many callers are connected. */
  public int connections() {
    return objects.connections() + resolver.connections();
  }

  /** This exporter's number. */
  public long oxid() {
    return table.oxid();
  }

  /** The IPID of {@code IRemUnknown2}. */
  public UUID remUnknown() {
    return remUnknown;
  }

  /** Where the objects are. */
  public DualStringArray objectAddresses() {
    return objectAddresses;
  }

  /** The port of the objects. */
  public int objectPort() {
    return objects.port();
  }

  /** The port of the resolver. */
  public int resolverPort() {
    return resolver.port();
  }

  /** Hangs up on everybody. */
  @Override
  public void close() {
    resolver.close();
    objects.close();
  }
}
