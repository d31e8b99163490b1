/** The live page: what a browser is told beside its files, and who it is that looks. */
@NullMarked
package io.gpmcworker.api.page;

import org.jspecify.annotations.NullMarked;
