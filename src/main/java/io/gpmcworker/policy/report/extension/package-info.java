/** What a renderer of one extension gets and gives, and the renderers with one file behind them. */
@NullMarked
package io.gpmcworker.policy.report.extension;

import org.jspecify.annotations.NullMarked;
