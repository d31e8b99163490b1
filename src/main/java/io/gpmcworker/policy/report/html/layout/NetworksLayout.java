package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import java.util.ArrayList;
import java.util.List;

/** Policies for networks: each has its name, and what is wrapped around it says nothing. */
final class NetworksLayout implements ExtensionLayout {

  @Override
  public List<Block> blocks(Reading extension) {
    List<Block> blocks = new ArrayList<>();
    for (ReportElement setting : extension.children()) {
      blocks.addAll(new Reading(setting).rest());
    }
    return blocks;
  }
}
