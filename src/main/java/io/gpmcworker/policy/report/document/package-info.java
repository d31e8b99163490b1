/** The report as a tree of elements, and its one way onto a stream: bytes as GPMC writes them. */
@NullMarked
package io.gpmcworker.policy.report.document;

import org.jspecify.annotations.NullMarked;
