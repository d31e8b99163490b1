package io.gpmcworker.policy.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The page's own style sheet and script, and the policy that lets a browser use these alone. */
final class PageParts {

  /** The colours are those of the live page, which shows reports in place. */
  static final String STYLE = load("/META-INF/resources/page/palette.css") + load("report.css");

  static final String SCRIPT = load("report.js");

  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
          .formatted(digest(STYLE), digest(SCRIPT));

  private PageParts() {}

  private static String load(String name) {
    try (InputStream in = Objects.requireNonNull(PageParts.class.getResourceAsStream(name))) {
      // A browser counts a line's end as one character, whatever it was in the file.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
