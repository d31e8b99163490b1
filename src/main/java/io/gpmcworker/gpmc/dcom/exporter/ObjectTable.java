package io.gpmcworker.gpmc.dcom.exporter;

import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.StdObjRef;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What one exporter exports: objects by OID, their interfaces by IPID, and how many references are
 * outside (MS-DCOM 3.1.1.1). All numbers are random, so nobody calls what was not handed to him.
 */
final class ObjectTable {

  /** How many references are given with each interface, as Windows does. */
  static final int REFERENCES = 5;

  private static final long MAX_REFERENCES = Integer.MAX_VALUE;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final long oxid = RANDOM.nextLong();
  private final Map<Long, Entry> objects = new HashMap<>();
  private final Map<UUID, Facet> facets = new HashMap<>();

  /** An interface of an exported object. */
  record Facet(Entry entry, UUID iid, UUID ipid) {}

  static final class Entry {
    private final ComObject object;
    private final long oid;
    private final boolean pinned;
    private final Map<UUID, Facet> byIid = new HashMap<>();
    private final Map<UUID, Long> references = new HashMap<>();

    Entry(ComObject object, long oid, boolean pinned) {
      this.object = object;
      this.oid = oid;
      this.pinned = pinned;
    }

    ComObject object() {
      return object;
    }
  }

  long oxid() {
    return oxid;
  }

  synchronized int size() {
    return objects.size();
  }

  synchronized Facet export(ComObject object, UUID iid, boolean pinned) {
    Entry entry = new Entry(object, freshOid(), pinned);
    objects.put(entry.oid, entry);
    return facet(entry, iid);
  }

  private long freshOid() {
    long oid;
    do {
      oid = RANDOM.nextLong();
    } while (oid == 0 || objects.containsKey(oid));
    return oid;
  }

  private Facet facet(Entry entry, UUID iid) {
    return entry.byIid.computeIfAbsent(
        iid,
        wanted -> {
          Facet facet = new Facet(entry, wanted, UUID.randomUUID());
          facets.put(facet.ipid(), facet);
          return facet;
        });
  }

  synchronized Optional<Facet> find(UUID ipid) {
    return Optional.ofNullable(facets.get(ipid));
  }

  synchronized StdObjRef give(Facet facet, int count) {
    facet.entry().references.merge(facet.ipid(), (long) count, ObjectTable::bounded);
    return new StdObjRef(count, oxid, facet.entry().oid, facet.ipid());
  }

  /** A reference to another interface of an object; empty if it has none of that name. */
  synchronized Optional<StdObjRef> query(UUID ipid, UUID iid, int count) {
    Facet known = facets.get(ipid);
    if (known == null
        || !(iid.equals(Iids.IUNKNOWN) || known.entry().object().interfaces().contains(iid))) {
      return Optional.empty();
    }
    return Optional.of(give(facet(known.entry(), iid), count));
  }

  synchronized boolean addReferences(UUID ipid, int count) {
    Facet facet = facets.get(ipid);
    if (facet == null || count < 0) {
      return false;
    }
    give(facet, count);
    return true;
  }

  /** Takes references back; the last one of an object that is not pinned takes the object. */
  Optional<ComObject> release(UUID ipid, int count) {
    synchronized (this) {
      Facet facet = facets.get(ipid);
      if (facet == null || count < 0) {
        return Optional.empty();
      }
      Entry entry = facet.entry();
      entry.references.computeIfPresent(ipid, (i, held) -> held > count ? held - count : null);
      if (entry.pinned || !entry.references.isEmpty()) {
        return Optional.empty();
      }
      remove(entry);
      return Optional.of(entry.object());
    }
  }

  @Override
  public synchronized String toString() {
    return objects.values().stream()
        .filter(entry -> !(entry.object instanceof RemUnknown))
        .map(entry ->
            entry.byIid.values().stream()
                .map(facet -> facet.iid() + "x" + entry.references.get(facet.ipid()))
                .toList()
                .toString())
        .toList()
        .toString();
  }

  synchronized void withdraw(long oid) {
    Entry entry = objects.get(oid);
    if (entry != null) {
      remove(entry);
    }
  }

  private void remove(Entry entry) {
    objects.remove(entry.oid);
    entry.byIid.values().forEach(facet -> facets.remove(facet.ipid()));
  }

  private static long bounded(long held, long more) {
    return Math.min(MAX_REFERENCES, held + more);
  }
}
