package io.gpmcworker.testing;

import io.gpmcworker.gpmc.Examination;
import io.gpmcworker.gpmc.Finding;
import io.gpmcworker.gpmc.GpmcDriver;
import java.util.ArrayList;
import java.util.List;

/** What an examination of a domain finds. */
public record Findings(List<Finding> all) {

  public static Findings of(GpmcDriver driver) {
    List<Finding> all = new ArrayList<>();
    driver.examine(new Examination(all::add));
    return new Findings(all);
  }

  public List<String> passed() {
    return all.stream()
        .filter(finding -> finding.outcome() instanceof Finding.Passed)
        .map(Finding::step)
        .toList();
  }

  public List<String> skipped() {
    return all.stream()
        .filter(finding -> finding.outcome() instanceof Finding.Skipped)
        .map(Finding::step)
        .toList();
  }

  /** The step that failed, what is wrong and what to do, in a line; empty if none did. */
  public String failed() {
    return all.stream()
        .filter(finding -> finding.outcome() instanceof Finding.Failed)
        .map(finding ->
            finding.outcome() instanceof Finding.Failed(String what, String remedy)
                ? finding.step() + ": " + what + " " + remedy
                : "")
        .reduce("", String::concat);
  }
}
