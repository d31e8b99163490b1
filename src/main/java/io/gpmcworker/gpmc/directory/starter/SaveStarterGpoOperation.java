package io.gpmcworker.gpmc.directory.starter;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.SaveStarterGpo;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.cabinet.Cabinet;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code IGPMStarterGPO::Save}: a Starter GPO as a cabinet, which GPMC's console loads. */
public final class SaveStarterGpoOperation implements Operation {

  private final DirectoryDomain domain;
  private final SaveStarterGpo request;

  public SaveStarterGpoOperation(
      DirectoryDomain domain, SaveStarterGpo request, OperationContext context) {
    this.domain = domain;
    this.request = request;
  }

  @Override
  public Target target() throws GpmcException {
    return Target.gpo(new StarterGpos(domain).get(request.starterGpo()).id());
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    refuseWhatIsNotKnown();
    call.plan(2);
    StarterGpos starters = new StarterGpos(domain);
    StarterGpo gpo = starters.get(request.starterGpo());
    Cabinet cabinet = starters.pack(gpo);
    call.did("Read Starter GPO " + gpo.label());
    call.checkpoint();
    String file = request.file().value();
    try {
      domain
          .stores()
          .open(request.backupStore(), call)
          .writeFile(
              file, cabinet.toByteArray(LocalDateTime.now(ZoneOffset.UTC)), request.overwrite());
    } catch (FileAlreadyExistsException e) {
      throw new GpmcException(
          HResult.ERROR_ALREADY_EXISTS,
          "The file '%s' is in %s already; choose another name, or overwrite it."
              .formatted(file, BackupStores.label(request.backupStore())),
          e);
    } catch (IOException e) {
      throw IoFailures.at(BackupStores.label(request.backupStore()), e);
    }
    call.did("Wrote " + file);
    return gpo.asResult();
  }

  /** Microsoft has not published where the template holds these. */
  private void refuseWhatIsNotKnown() throws GpmcException {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("saveAsSystem", request.saveAsSystem());
    Map<String, Optional<String>> texts = new LinkedHashMap<>();
    texts.put("language", request.language());
    texts.put("author", request.author());
    texts.put("product", request.product());
    texts.put("uniqueId", request.uniqueId());
    texts.put("version", request.version());
    texts.forEach((name, text) -> given.put(name, text.isPresent()));
    for (Map.Entry<String, Boolean> field : given.entrySet()) {
      if (field.getValue()) {
        throw new GpmcException(
            HResult.ERROR_NOT_SUPPORTED,
            "This driver does not support %s, for the format of it is not published; leave it out, or save with GPMC."
                .formatted(field.getKey()));
      }
    }
  }

  /** The file may have been there before, so that it is there says nothing. */
  @Override
  public Recovery recover() {
    return new Recovery.Unknown(
        "Whether '%s' was written to %s is not known; it is whole if it is there, see its time."
            .formatted(request.file(), BackupStores.label(request.backupStore())));
  }
}
