package io.gpmcworker.gpmc.directory.backup;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.call.DirectoryDomain;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.gpo.GpoFile;
import io.gpmcworker.gpmc.directory.gpo.LiveGpo;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The security templates of a GPO; accounts are named in them. */
final class SecurityTemplates {

  private static final String FILE_NAME = "GptTmpl.inf";
  private static final int MAX_SIZE = 16 << 20;

  private final DirectoryDomain domain;

  SecurityTemplates(DirectoryDomain domain) {
    this.domain = domain;
  }

  List<String> texts(LiveGpo gpo) throws GpmcException {
    List<String> texts = new ArrayList<>();
    for (GpoFile file : gpo.files()) {
      if (!file.folder() && file.path().name().equalsIgnoreCase(FILE_NAME)) {
        try {
          texts.add(decode(SysvolTree.readSmall(domain.sysvol(), file.place(), MAX_SIZE)));
        } catch (IOException e) {
          throw IoFailures.at(domain.sysvolLabel(), e);
        }
      }
    }
    return texts;
  }

  /** UTF-16LE with byte order mark as Windows writes it, or plain ASCII as people do. */
  private static String decode(byte[] bytes) {
    boolean utf16 = bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
    Charset charset = utf16 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    return new String(bytes, utf16 ? 2 : 0, bytes.length - (utf16 ? 2 : 0), charset);
  }
}
