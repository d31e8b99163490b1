package io.gpmcworker.gpmc.directory.domain;

import io.gpmcworker.gpmc.Examination;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import java.io.IOException;
import java.util.UUID;

/** Looks at the two halves of a domain on one controller: may the account do what is needed? */
final class DomainExamination {

  private static final SysvolPath POLICIES = SysvolPath.TOP.resolve("Policies");

  private final DirectoryDomain domain;

  DomainExamination(DirectoryDomain domain) {
    this.domain = domain;
  }

  /** The directory. */
  void directory(Examination examination) {
    examination.step(
        "bind",
        "Check account.name and its password or ticket, and that the controller serves dns-name.",
        () -> {
          domain.directory().check();
          return "the account is let in; the domain is " + domain.directory().info().netBiosName();
        });
    examination.step(
        "read GPOs",
        "Let the account read CN=Policies,CN=System of the domain, as Authenticated Users may.",
        () -> domain.directory().gpos().all().size() + " GPOs are visible");
    examination.step(
        "create GPOs",
        "Make the account a member of Group Policy Creator Owners; without it only backups, reports and changes of GPOs that are its own work.",
        () -> domain.directory().creationRight());
  }

  /** The files. */
  void files(Examination examination) {
    examination.step(
        "SYSVOL",
        "Open TCP 445 of the controller to this machine, and check account and sysvol.* settings.",
        () -> {
          connect();
          return domain.sysvolLabel() + " can be reached";
        });
    examination.step(
        "read SYSVOL",
        "Let the account read the folder Policies of SYSVOL; see that it is there.",
        this::read);
    examination.step(
        "write SYSVOL",
        "Let the account create folders in Policies of SYSVOL, and remove its own; without it only backups and reports work.",
        this::write);
  }

  private void connect() throws GpmcException {
    try {
      domain.sysvol().connect();
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  private String read() throws GpmcException {
    try {
      if (!domain.sysvol().exists(POLICIES)) {
        throw new IOException("there is no folder Policies");
      }
      return domain.sysvol().children(POLICIES).size() + " folders are in Policies";
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  /** Makes a folder and takes it away again. */
  private String write() throws GpmcException {
    SysvolPath probe = POLICIES.resolve("gpmc-doctor-" + UUID.randomUUID());
    try {
      domain.sysvol().createFolder(probe);
    } catch (IOException e) {
      GpmcException failure = IoFailures.at(domain.sysvolLabel(), e);
      try {
        domain.sysvol().delete(probe);
      } catch (IOException left) {
        failure.addSuppressed(left);
      }
      throw failure;
    }
    try {
      domain.sysvol().delete(probe);
    } catch (IOException e) {
      GpmcException failure = IoFailures.at(domain.sysvolLabel(), e);
      throw new GpmcException(
          failure.hresult(),
          "The folder %s was made and could not be removed again; remove it. %s"
              .formatted(probe, failure.getMessage()),
          e);
    }
    return "a folder could be made, and was removed";
  }
}
