package io.gpmcworker.gpmc.directory.gpo;

import java.io.IOException;
import java.io.InputStream;

/** Where what a GPO's files hold is read from: SYSVOL, or a copy that has just been made. */
@FunctionalInterface
public interface FileSource {

  /** Opens a file to be read from its beginning. */
  InputStream open(GpoFile file) throws IOException;
}
