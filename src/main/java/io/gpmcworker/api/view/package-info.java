/** What is answered, as JSON. */
@NullMarked
package io.gpmcworker.api.view;

import org.jspecify.annotations.NullMarked;
