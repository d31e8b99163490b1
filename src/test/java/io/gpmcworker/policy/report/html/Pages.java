package io.gpmcworker.policy.report.html;

import java.util.regex.Pattern;

/** What a page says, without its markup. */
final class Pages {

  private static final Pattern TAG =
      Pattern.compile("<(style|script)>.*?</\\1>|<[^>]*>", Pattern.DOTALL);

  private Pages() {}

  static String text(String page) {
    return TAG.matcher(page.replace("<wbr>", ""))
        .replaceAll(" ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
