package io.gpmcworker.gpmc.directory.domain;

import io.gpmcworker.gpmc.Examination;
import io.gpmcworker.gpmc.GpmcException;
import java.util.List;

/** Where an operation gets the domain from that it works on. Safe for use by many threads. */
public interface DomainSource extends AutoCloseable {

  /**
   * The domain on one domain controller, directory and SYSVOL alike: what is written to one is seen
   * on another only after a while.
   *
   * @throws GpmcException if no domain controller answers
   */
  DirectoryDomain pin() throws GpmcException;

  /**
   * Those that an operation may have been on. What one did is first to be seen there.
   *
   * @throws GpmcException if they are not known
   */
  List<String> controllers() throws GpmcException;

  /**
   * As {@link #pin()}, on the given one.
   *
   * @param controller one of {@link #controllers()}
   * @throws GpmcException if it does not answer
   */
  DirectoryDomain pin(String controller) throws GpmcException;

  /** Looks at the domain step by step. */
  void examine(Examination examination);

  @Override
  void close();

  /** Always the same. */
  static DomainSource of(DirectoryDomain domain) {
    return new DomainSource() {
      @Override
      public DirectoryDomain pin() {
        return domain;
      }

      @Override
      public List<String> controllers() {
        return List.of(domain.dnsName());
      }

      @Override
      public DirectoryDomain pin(String controller) {
        return domain;
      }

      @Override
      public void examine(Examination examination) {
        new DomainExamination(domain).directory(examination);
        new DomainExamination(domain).files(examination);
      }

      @Override
      public void close() {
        domain.close();
      }
    };
  }
}
