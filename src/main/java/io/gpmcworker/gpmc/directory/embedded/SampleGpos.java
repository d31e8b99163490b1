package io.gpmcworker.gpmc.directory.embedded;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The GPOs of a new embedded domain: one or two of each kind that one meets in the field. */
final class SampleGpos {

  /** The two GPOs that every domain has (MS-GPOL 1.9). */
  static final UUID DEFAULT_DOMAIN_POLICY = UUID.fromString("31b2f340-016d-11d2-945f-00c04fb984f9");

  static final UUID DEFAULT_DOMAIN_CONTROLLERS_POLICY =
      UUID.fromString("6ac1786c-016f-11d2-945f-00c04fb984f9");

  /** The one whose backup takes long enough to be cancelled by hand. */
  static final String LARGE = "Large Software Scripts";

  static final String DOMAIN = AdLayout.BASE_DN;
  static final String STAFF = "OU=Staff," + DOMAIN;
  static final String SERVERS = "OU=Servers," + DOMAIN;
  static final String WORKSTATIONS = "OU=Workstations," + DOMAIN;
  static final String KIOSKS = "OU=Kiosks," + WORKSTATIONS;
  static final String CONTROLLERS = "OU=Domain Controllers," + DOMAIN;
  static final int LINK_DISABLED = 1;
  static final int LINK_ENFORCED = 2;

  private SampleGpos() {}

  static List<GpoBlueprint> all() {
    return Stream.of(SampleSecurityGpos.all(), SampleRegistryGpos.all(), SampleFileGpos.all())
        .flatMap(List::stream)
        .toList();
  }

  static GpoBlueprint gpo(String name) {
    return new GpoBlueprint(
        UUID.nameUUIDFromBytes(("sample GPO " + name).getBytes(StandardCharsets.UTF_8)), name);
  }
}
