package io.gpmcworker.gpmc.dcom.orpc;

import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a server is reached over TCP, and that it takes NTLM (MS-DCOM 2.2.19).
 *
 * @param addresses {@code host[port]}, or a host alone where the port is well known
 */
public record DualStringArray(List<String> addresses) {

  private static final int TCP = 0x07;
  private static final int NTLM = 0x0A;
  private static final int NO_AUTHORIZATION_SERVICE = 0xFFFF;
  private static final int MAX_ENTRIES = 8 * 1024;

  public DualStringArray {
    addresses = List.copyOf(addresses);
  }

  /** Reads one that stands in an OBJREF, without conformance. */
  public static DualStringArray read(NdrReader in) throws MalformedException {
    int entries = in.u16();
    int securityOffset = in.u16();
    if (entries > MAX_ENTRIES || securityOffset > entries || 2 * entries > in.remaining()) {
      throw new MalformedException("the addresses of an object are longer than their bytes");
    }
    int[] units = new int[entries];
    for (int n = 0; n < entries; n++) {
      units[n] = in.u16();
    }
    List<String> addresses = new ArrayList<>();
    int at = 0;
    while (at < securityOffset && units[at] != 0) {
      int tower = units[at++];
      StringBuilder address = new StringBuilder();
      while (at < securityOffset && units[at] != 0) {
        address.append((char) units[at++]);
      }
      at++;
      if (tower == TCP) {
        addresses.add(address.toString());
      }
    }
    return new DualStringArray(addresses);
  }

  /** Writes it as it stands in an OBJREF, without conformance. */
  public void write(NdrWriter out) {
    List<Integer> units = units();
    out.u16(units.size()).u16(securityOffset());
    units.forEach(out::u16);
  }

  /** Writes it as a referent, with conformance. */
  public void writeConformant(NdrWriter out) {
    out.i32(units().size());
    write(out);
  }

  private int securityOffset() {
    return addresses.stream().mapToInt(address -> address.length() + 2).sum() + 1;
  }

  private List<Integer> units() {
    List<Integer> units = new ArrayList<>();
    for (String address : addresses) {
      units.add(TCP);
      address.chars().forEach(units::add);
      units.add(0);
    }
    units.add(0);
    units.addAll(List.of(NTLM, NO_AUTHORIZATION_SERVICE, 0, 0));
    return units;
  }
}
