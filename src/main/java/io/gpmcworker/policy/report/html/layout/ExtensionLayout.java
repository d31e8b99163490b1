package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.html.block.Block;
import java.util.List;

/** Lays out the settings of one extension. */
@FunctionalInterface
interface ExtensionLayout {

  /**
   * What the page shows.
   *
   * @param extension the element Extension; what is not asked for is shown behind the blocks
   */
  List<Block> blocks(Reading extension);
}
