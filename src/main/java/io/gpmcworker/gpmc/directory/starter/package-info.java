/** Starter GPOs, which are folders of SYSVOL without any object in the directory. */
@NullMarked
package io.gpmcworker.gpmc.directory.starter;

import org.jspecify.annotations.NullMarked;
