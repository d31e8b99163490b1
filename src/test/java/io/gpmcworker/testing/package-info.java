/** What the tests share: a real broker, a real database, the topics, a driver that obeys. */
@NullMarked
package io.gpmcworker.testing;

import org.jspecify.annotations.NullMarked;
