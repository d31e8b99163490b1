package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.CancellableInput;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.gpo.GpoSide;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Lays files ready where nobody sees them yet. */
final class Staging {

  private Staging() {}

  /**
   * Copies files into a folder of SYSVOL, which gets both halves whatever is in them.
   *
   * @param source where they come from, for sentences
   */
  static void copy(
      Sysvol sysvol, SysvolPath folder, List<PlannedFile> files, String source, Call call)
      throws GpmcException, IOException {
    sysvol.createFolder(folder);
    for (GpoSide side : GpoSide.values()) {
      sysvol.createFolder(folder.resolve(side.folder()));
    }
    for (PlannedFile file : files) {
      call.checkpoint();
      SysvolPath copy = folder.resolveAll(file.path().toString());
      if (file.content().isPresent()) {
        try (InputStream in = open(file.content().get(), source, call);
            OutputStream out = sysvol.write(copy)) {
          in.transferTo(out);
        }
      } else {
        sysvol.createFolder(copy);
      }
      call.did(file.path().toString());
    }
  }

  private static InputStream open(PlannedFile.Content content, String source, Call call)
      throws GpmcException {
    try {
      return new CancellableInput(content.open(), call, source);
    } catch (IOException e) {
      throw IoFailures.at(source, e);
    }
  }
}
