package io.gpmcworker.gpmc.directory;

import io.gpmcworker.cli.local.LocalWorker;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@link UndoCrash} on the embedded domain. */
class UndoCrashIT extends UndoCrash {

  @Override
  Tried open(Path folder) throws Exception {
    EmbeddedFaultDomain lab = new EmbeddedFaultDomain(folder, "lab.example", Set.of());
    return new Tried(
        lab,
        LocalWorker.domain(CrashOperations.DOMAIN, lab.test().embedded),
        List.of(
            SampleObjects.registered("Editor", 1, "\\\\x\\editor.aas", "D:(A;;GA;;;DA)"),
            SampleObjects.registered("Viewer", 2, "\\\\x\\viewer.aas", "D:(A;;GA;;;DA)")),
        () -> {});
  }
}
