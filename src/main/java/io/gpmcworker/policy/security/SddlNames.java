package io.gpmcworker.policy.security;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** SDDL's two-letter names of accounts, rights and flags (MS-DTYP 2.5.1.1). */
final class SddlNames {

  /** Accounts that are the same everywhere. */
  private static final Map<String, Sid> WELL_KNOWN = wellKnown();

  /** Accounts of a domain, by RID. */
  private static final Map<String, Long> DOMAIN_RELATIVE = domainRelative();

  /** Accounts of the forest's root domain, by RID: read, but written as SIDs, as Windows does. */
  private static final Map<String, Long> FOREST_RELATIVE =
      Map.of("RO", 498L, "SA", 518L, "EA", 519L);

  /** Rights in the order in which Windows writes them. */
  static final Map<String, Integer> RIGHTS = rights();

  /** Sets of rights that Windows writes as one name. */
  static final Map<String, Integer> RIGHT_SETS = rightSets();

  /** ACE flags in the order in which Windows writes them. */
  static final Map<String, Integer> ACE_FLAGS = aceFlags();

  private SddlNames() {}

  /** The SID of a two-letter name, if it has one without a domain. */
  static Optional<Sid> wellKnown(String name) {
    return Optional.ofNullable(WELL_KNOWN.get(name.toUpperCase(Locale.ROOT)));
  }

  /** The RID of a two-letter name, if it is of an account of a domain. */
  static Optional<Long> rid(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Optional.ofNullable(DOMAIN_RELATIVE.get(upper))
        .or(() -> Optional.ofNullable(FOREST_RELATIVE.get(upper)));
  }

  /** The two-letter name of a SID, if it has one. */
  static Optional<String> nameOf(Sid sid, Optional<Sid> domain) {
    for (Map.Entry<String, Sid> known : WELL_KNOWN.entrySet()) {
      if (known.getValue().equals(sid)) {
        return Optional.of(known.getKey());
      }
    }
    if (domain.isPresent() && sid.domain().equals(domain)) {
      for (Map.Entry<String, Long> known : DOMAIN_RELATIVE.entrySet()) {
        if (sid.rid().equals(Optional.of(known.getValue()))) {
          return Optional.of(known.getKey());
        }
      }
    }
    return Optional.empty();
  }

  private static Map<String, Sid> wellKnown() {
    Map<String, Sid> names = new LinkedHashMap<>();
    names.put("WD", Sid.of(1, 0));
    names.put("CO", Sid.of(3, 0));
    names.put("CG", Sid.of(3, 1));
    names.put("OW", Sid.of(3, 4));
    names.put("NU", Sid.of(5, 2));
    names.put("IU", Sid.of(5, 4));
    names.put("SU", Sid.of(5, 6));
    names.put("AN", Sid.of(5, 7));
    names.put("ED", Sid.of(5, 9));
    names.put("PS", Sid.of(5, 10));
    names.put("AU", Sid.of(5, 11));
    names.put("RC", Sid.of(5, 12));
    names.put("SY", Sid.of(5, 18));
    names.put("LS", Sid.of(5, 19));
    names.put("NS", Sid.of(5, 20));
    names.put("WR", Sid.of(5, 33));
    names.put("BA", Sid.of(5, 32, 544));
    names.put("BU", Sid.of(5, 32, 545));
    names.put("BG", Sid.of(5, 32, 546));
    names.put("PU", Sid.of(5, 32, 547));
    names.put("AO", Sid.of(5, 32, 548));
    names.put("SO", Sid.of(5, 32, 549));
    names.put("PO", Sid.of(5, 32, 550));
    names.put("BO", Sid.of(5, 32, 551));
    names.put("RE", Sid.of(5, 32, 552));
    names.put("RU", Sid.of(5, 32, 554));
    names.put("RD", Sid.of(5, 32, 555));
    names.put("NO", Sid.of(5, 32, 556));
    names.put("MU", Sid.of(5, 32, 558));
    names.put("LU", Sid.of(5, 32, 559));
    names.put("IS", Sid.of(5, 32, 568));
    names.put("CY", Sid.of(5, 32, 569));
    names.put("ER", Sid.of(5, 32, 573));
    names.put("CD", Sid.of(5, 32, 574));
    names.put("RA", Sid.of(5, 32, 575));
    names.put("ES", Sid.of(5, 32, 576));
    names.put("MS", Sid.of(5, 32, 577));
    names.put("HA", Sid.of(5, 32, 578));
    names.put("AA", Sid.of(5, 32, 579));
    names.put("RM", Sid.of(5, 32, 580));
    names.put("UD", Sid.of(5, 84, 0, 0, 0, 0, 0));
    names.put("AC", Sid.of(15, 2, 1));
    names.put("LW", Sid.of(16, 4096));
    names.put("ME", Sid.of(16, 8192));
    names.put("MP", Sid.of(16, 8448));
    names.put("HI", Sid.of(16, 12288));
    names.put("SI", Sid.of(16, 16384));
    names.put("AS", Sid.of(18, 1));
    names.put("SS", Sid.of(18, 2));
    return names;
  }

  private static Map<String, Long> domainRelative() {
    Map<String, Long> names = new LinkedHashMap<>();
    names.put("LA", 500L);
    names.put("LG", 501L);
    names.put("DA", 512L);
    names.put("DU", 513L);
    names.put("DG", 514L);
    names.put("DC", 515L);
    names.put("DD", 516L);
    names.put("CA", 517L);
    names.put("PA", 520L);
    names.put("CN", 522L);
    names.put("AP", 525L);
    names.put("KA", 526L);
    names.put("EK", 527L);
    names.put("RS", 553L);
    return names;
  }

  private static Map<String, Integer> rights() {
    Map<String, Integer> rights = new LinkedHashMap<>();
    rights.put("CC", AccessMask.DS_CREATE_CHILD);
    rights.put("DC", AccessMask.DS_DELETE_CHILD);
    rights.put("LC", AccessMask.DS_LIST_CONTENTS);
    rights.put("SW", AccessMask.DS_WRITE_PROPERTY_EXTENDED);
    rights.put("RP", AccessMask.DS_READ_PROPERTY);
    rights.put("WP", AccessMask.DS_WRITE_PROPERTY);
    rights.put("DT", AccessMask.DS_DELETE_TREE);
    rights.put("LO", AccessMask.DS_LIST_OBJECT);
    rights.put("CR", AccessMask.DS_CONTROL_ACCESS);
    rights.put("SD", AccessMask.DELETE);
    rights.put("RC", AccessMask.READ_CONTROL);
    rights.put("WD", AccessMask.WRITE_DAC);
    rights.put("WO", AccessMask.WRITE_OWNER);
    rights.put("GA", AccessMask.GENERIC_ALL);
    rights.put("GX", AccessMask.GENERIC_EXECUTE);
    rights.put("GW", AccessMask.GENERIC_WRITE);
    rights.put("GR", AccessMask.GENERIC_READ);
    return rights;
  }

  private static Map<String, Integer> rightSets() {
    Map<String, Integer> sets = new LinkedHashMap<>();
    sets.put("FA", 0x1F01FF);
    sets.put("FR", 0x120089);
    sets.put("FW", 0x120116);
    sets.put("FX", 0x1200A0);
    sets.put("KA", 0xF003F);
    sets.put("KR", 0x20019);
    sets.put("KW", 0x20006);
    return sets;
  }

  private static Map<String, Integer> aceFlags() {
    Map<String, Integer> flags = new LinkedHashMap<>();
    flags.put("OI", Ace.OBJECT_INHERIT);
    flags.put("CI", Ace.CONTAINER_INHERIT);
    flags.put("NP", Ace.NO_PROPAGATE_INHERIT);
    flags.put("IO", Ace.INHERIT_ONLY);
    flags.put("ID", Ace.INHERITED);
    flags.put("CR", Ace.CRITICAL);
    flags.put("SA", Ace.SUCCESSFUL_ACCESS);
    flags.put("FA", Ace.FAILED_ACCESS);
    return flags;
  }
}
