package io.gpmcworker.gpmc.directory.starter;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.UncheckedGpmcException;
import io.gpmcworker.gpmc.directory.change.PlannedFile;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.report.StarterReport;
import io.gpmcworker.policy.starter.StarterDetails;
import io.gpmcworker.policy.starter.StarterTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Starter GPO's report is rendered from.
 *
 * @param place where the files are, for sentences
 */
record StarterInput(StarterGpo gpo, List<PlannedFile> files, String place) {

  /** A template that is malformed costs the report its details, not its settings. */
  StarterReport.Input read(Call call) throws GpmcException {
    Map<GpoPath, PlannedFile.Content> contents = new LinkedHashMap<>();
    files.forEach(file -> file.content().ifPresent(held -> contents.put(file.path(), held)));
    return new StarterReport.Input(
        gpo.id(),
        gpo.domain(),
        gpo.displayName(),
        details(call),
        Instant.now(),
        contents.keySet(),
        path -> open(contents, path));
  }

  private StarterDetails details(Call call) throws GpmcException {
    try {
      return StarterGpos.template(files).map(StarterTemplate::details).orElse(StarterDetails.NONE);
    } catch (MalformedPolicyException e) {
      call.tell(
          StatusMessage.about(
              Guids.braced(gpo.id()),
              HResult.ERROR_INVALID_DATA,
              "%s is malformed (%s); the report says only what its settings are."
                  .formatted(e.file(), e.reason())));
      return StarterDetails.NONE;
    } catch (IOException e) {
      throw IoFailures.at(place, e);
    }
  }

  private static InputStream open(Map<GpoPath, PlannedFile.Content> contents, GpoPath path)
      throws IOException {
    PlannedFile.Content content = contents.get(path);
    if (content == null) {
      throw new NoSuchFileException(path.toString());
    }
    try {
      return content.open();
    } catch (GpmcException e) {
      throw new UncheckedGpmcException(e);
    }
  }
}
