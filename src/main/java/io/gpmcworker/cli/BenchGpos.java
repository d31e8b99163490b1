package io.gpmcworker.cli;

import io.gpmcworker.cli.demo.DomainByHand;
import io.gpmcworker.gpmc.GpmcException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * What the bench works on.
 *
 * @param small GPOs whose reports cost next to nothing
 * @param large the one whose backup takes longest
 */
record BenchGpos(List<UUID> small, UUID large) {

  /** The most bytes on SYSVOL of a small one. */
  private static final int SMALL = 4_096;

  static BenchGpos of(DomainByHand domain) throws GpmcException, IOException {
    List<DomainByHand.Gpo> gpos = domain.gpos();
    return new BenchGpos(
        gpos.stream().filter(gpo -> gpo.bytes() <= SMALL).map(DomainByHand.Gpo::id).toList(),
        gpos.getFirst().id());
  }
}
