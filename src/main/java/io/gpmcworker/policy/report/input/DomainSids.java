package io.gpmcworker.policy.report.input;

import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the SID of a GPO's domain in the accounts that the GPO names. */
final class DomainSids {

  private DomainSids() {}

  /**
   * The domain of the first account that belongs to one.
   *
   * @param descriptor the GPO's own, looked at first
   * @param others further accounts
   */
  static Optional<Sid> of(Optional<SecurityDescriptor> descriptor, Stream<Sid> others) {
    Stream<Sid> trustees =
        descriptor.stream()
            .flatMap(known ->
                Stream.concat(
                    known.owner().stream(),
                    known.dacl().stream()
                        .flatMap(dacl -> dacl.aces().stream())
                        .map(ace -> ace.trustee())));
    return Stream.concat(trustees, others).flatMap(sid -> sid.domain().stream()).findFirst();
  }
}
