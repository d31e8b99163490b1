package io.gpmcworker.policy.xml;

/**
 * How large a document may be.
 *
 * @param bytes its length
 * @param depth how deep its elements nest
 * @param nodes how many elements, attributes and texts it has in all
 */
public record XmlLimits(int bytes, int depth, int nodes) {

  /**
   * For every file of a backup or a GPO: the largest real report seen is below 10 MiB. The tree in
   * memory stays below some hundred MiB.
   */
  public static final XmlLimits DEFAULT = new XmlLimits(64 << 20, 64, 2_000_000);
}
