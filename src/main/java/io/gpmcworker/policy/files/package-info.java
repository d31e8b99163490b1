/** What others need of a file system beyond {@link java.nio.file.Files}. */
@NullMarked
package io.gpmcworker.policy.files;

import org.jspecify.annotations.NullMarked;
