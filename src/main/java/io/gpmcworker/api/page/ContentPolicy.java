package io.gpmcworker.api.page;

/** Content Security Policies: what a page may load, run and reach. */
public final class ContentPolicy {

  /** The header's name. */
  public static final String HEADER = "Content-Security-Policy";

  /**
   * Of the live page: its own files and nothing else, no script or style inside of markup, and no
   * text that becomes markup.
   */
  public static final String PAGE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  /**
   * Of a report, which holds what GPOs hold: it may run its own script, and reach nothing at all,
   * not even what is kept for the page that shows it.
   */
  public static final String REPORT =
      "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src"
          + " 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'self'";

  private ContentPolicy() {}
}
