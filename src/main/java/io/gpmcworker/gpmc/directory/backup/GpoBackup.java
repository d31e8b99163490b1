package io.gpmcworker.gpmc.directory.backup;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.CancellableInput;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.ParallelSteps;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.FileSource;
import io.gpmcworker.gpmc.directory.gpo.GpoFile;
import io.gpmcworker.gpmc.directory.gpo.LiveGpo;
import io.gpmcworker.gpmc.directory.gpo.LiveGpoReader;
import io.gpmcworker.gpmc.directory.ldap.Accounts;
import io.gpmcworker.gpmc.directory.ldap.DomainInfo;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.report.GpoReports;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupDocument;
import io.gpmcworker.policy.backup.BackupInst;
import io.gpmcworker.policy.backup.BackupObject;
import io.gpmcworker.policy.backup.BackupSource;
import io.gpmcworker.policy.backup.BackupStaging;
import io.gpmcworker.policy.backup.BackupStore;
import io.gpmcworker.policy.backup.BackupWriter;
import io.gpmcworker.policy.backup.ExtensionClassifier;
import io.gpmcworker.policy.backup.GpoContent;
import io.gpmcworker.policy.backup.GpoCoreSettings;
import io.gpmcworker.policy.backup.SecurityGroups;
import io.gpmcworker.policy.backup.SysvolEntry;
import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.migration.FoundReferences;
import io.gpmcworker.policy.migration.Trustee;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Writes backups of GPOs into an operation's private folder of a store ({@code IGPMGPO::Backup}).
 * Several may be written at the same time.
 */
final class GpoBackup {

  private static final System.Logger LOG = System.getLogger(GpoBackup.class.getName());

  /** Steps of a backup besides one for each file and folder: attributes, accounts, report, XML. */
  private static final int FIXED_STEPS = 4;

  /** How many files of a GPO at most; SYSVOL bounds what all GPOs together ask of a controller. */
  private static final int FILES_AT_A_TIME = 8;

  private final DirectoryDomain domain;
  private final DomainInfo info;
  private final Accounts accounts;
  private final BackupStoreName storeName;
  private final String comment;
  private final Call call;
  private final LiveGpoReader reader;
  private final GpoReports reports;
  private final Queue<LiveGpoReader.Seen> written = new ConcurrentLinkedQueue<>();

  GpoBackup(
      DirectoryDomain domain,
      LiveGpoReader reader,
      BackupStoreName storeName,
      String comment,
      Call call)
      throws GpmcException {
    this.domain = domain;
    this.reader = reader;
    this.info = domain.directory().info();
    this.accounts = domain.directory().accounts();
    this.storeName = storeName;
    this.comment = comment;
    this.call = call;
    this.reports = new GpoReports(domain, call);
  }

  /**
   * An operation's private folder in a store. Those go that operations left which are over: the
   * store was out of reach when they wanted to remove them.
   */
  static BackupStaging stage(BackupStore store, OperationContext context) throws IOException {
    try {
      for (String other : store.stagedOperations()) {
        if (context.over().test(other)) {
          store.discardStaging(other);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "What earlier backups left stays for now: {0}",
          e.getMessage());
    }
    return store.stage(context.operationId());
  }

  /** Reads all of a GPO but what its files hold. */
  LiveGpo read(GpoContainer container) throws GpmcException {
    call.plan(FIXED_STEPS);
    LiveGpo gpo = reader.read(container);
    call.plan(gpo.files().size());
    call.did("Read the attributes of GPO " + container.label());
    return gpo;
  }

  /** Writes one backup; what it leaves when it fails goes with the private folder. */
  ResultValue.Backup write(LiveGpo gpo, UUID backupId, BackupStaging staging) throws GpmcException {
    GpoContainer container = gpo.container();
    try {
      BackupWriter writer = begin(staging, backupId);
      long bytes = copyFiles(gpo, writer);
      FileSource copies = file -> writer.open(file.path());
      BackupDocument document = document(gpo, copies);
      call.did("Looked up the accounts of GPO " + container.label());
      call.checkpoint();
      byte[] report = reports.ofGpo(gpo, accounts, copies);
      call.did("Wrote the report on GPO " + container.label());
      call.checkpoint();
      BackupInst inst = inst(gpo, backupId, holdsClassStore(document));
      writer.finish(inst, document, report);
      call.did("Wrote the backup of GPO " + container.label());
      written.add(LiveGpoReader.Seen.of(gpo));
      return new ResultValue.Backup(
          backupId,
          container.asResult(),
          storeName,
          inst.backupTime().orElseThrow(),
          comment,
          Math.toIntExact(gpo.files().stream().filter(file -> !file.folder()).count()),
          bytes);
    } catch (IOException e) {
      throw IoFailures.at(BackupStores.label(storeName), e);
    }
  }

  private static BackupWriter begin(BackupStaging staging, UUID backupId) throws IOException {
    synchronized (staging) {
      return staging.begin(backupId);
    }
  }

  /** Folders first, so that their names are spelt as they are and not as a file in them has it. */
  private long copyFiles(LiveGpo gpo, BackupWriter writer) throws IOException, GpmcException {
    List<GpoFile> files = new ArrayList<>();
    for (GpoFile file : gpo.files()) {
      if (file.folder()) {
        call.checkpoint();
        writer.addDirectory(file.path());
        call.did(file.path().toString());
      } else {
        files.add(file);
      }
    }
    return ParallelSteps.run(FILES_AT_A_TIME, files, file -> copyFile(file, writer)).stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private long copyFile(GpoFile file, BackupWriter writer) throws GpmcException {
    call.checkpoint();
    try (InputStream in = open(file)) {
      long bytes = writer.addFile(file.path(), in);
      call.did(file.path().toString());
      return bytes;
    } catch (IOException e) {
      throw IoFailures.at(BackupStores.label(storeName), e);
    }
  }

  private InputStream open(GpoFile file) throws GpmcException {
    try {
      return new CancellableInput(domain.sysvol().read(file.place()), call, domain.sysvolLabel());
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  /** What GPMC says of a backup beforehand: that it holds Software Installation. */
  private static boolean holdsClassStore(BackupDocument document) {
    return document.extensions().stream()
        .flatMap(extension -> extension.objects().stream())
        .anyMatch(object ->
            object instanceof BackupObject.DsObject held
                && held.objectClass().equalsIgnoreCase("classStore"));
  }

  private BackupInst inst(LiveGpo gpo, UUID backupId, boolean softwareInstallation) {
    GpoAttributes attributes = gpo.container().attributes();
    return new BackupInst(
        attributes.id(),
        info.dnsName(),
        Optional.of(info.guid()),
        info.controller(),
        Optional.of(gpo.readTime().truncatedTo(ChronoUnit.SECONDS)),
        backupId,
        comment,
        attributes.displayName(),
        softwareInstallation);
  }

  private BackupDocument document(LiveGpo gpo, FileSource copies)
      throws GpmcException, MalformedPolicyException {
    GpoAttributes attributes = gpo.container().attributes();
    GpoContent content =
        new GpoContent(
            new BackupSource(info.controller(), info.dnsName(), attributes.id()),
            ExtensionNames.parse(attributes.machineExtensionNames().strip()),
            ExtensionNames.parse(attributes.userExtensionNames().strip()),
            gpo.files().stream().map(GpoBackup::entry).toList(),
            reader.objects(attributes.id(), GpoSide.MACHINE),
            reader.objects(attributes.id(), GpoSide.USER));
    FoundReferences named = reader.references(gpo, copies, damaged -> tellOfDamage(gpo, damaged));
    return new BackupDocument(
        SecurityGroups.derive(
            attributes.securityDescriptor(),
            named.trustees().stream().map(Trustee::toTemplate).toList(),
            accounts),
        named.paths(),
        coreSettings(gpo),
        ExtensionClassifier.classify(content));
  }

  private void tellOfDamage(LiveGpo gpo, MalformedPolicyException damaged) {
    call.tell(
        StatusMessage.about(
            damaged.file(),
            HResult.ERROR_INVALID_DATA,
            "%s of GPO %s %s; it is backed up as it is, but what it names is not listed."
                .formatted(damaged.file(), gpo.container().label(), damaged.reason())));
  }

  private static SysvolEntry entry(GpoFile file) {
    return file.folder() ? SysvolEntry.directory(file.path()) : SysvolEntry.file(file.path());
  }

  private GpoCoreSettings coreSettings(LiveGpo gpo) {
    GpoAttributes attributes = gpo.container().attributes();
    return new GpoCoreSettings(
        Optional.of(attributes.id()),
        info.dnsName(),
        attributes.securityDescriptor().daclOnly().toHex(),
        attributes.displayName(),
        attributes.flags(),
        gpo.version(GpoSide.USER),
        gpo.version(GpoSide.MACHINE),
        attributes.machineExtensionNames(),
        attributes.userExtensionNames(),
        attributes.wmiFilter().map(WmiFilterLink::toWmiPath).orElse(""),
        gpo.wmiFilter().map(filter -> filter.name()));
  }

  /** Tells of GPOs that were edited meanwhile: they may have been read half old, half new. */
  void tellOfChanges() throws GpmcException {
    for (GpoContainer gpo : reader.changed(List.copyOf(written))) {
      call.tell(
          StatusMessage.about(
              gpo.dn(),
              HResult.S_OK,
              "GPO %s was changed during the backup; back it up again.".formatted(gpo.label())));
    }
  }
}
