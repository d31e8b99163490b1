@NullMarked
package io.gpmcworker.operation.request;

import org.jspecify.annotations.NullMarked;
