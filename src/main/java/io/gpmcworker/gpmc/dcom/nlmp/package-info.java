/**
 * The server's side of NTLM (MS-NLMP): asks a caller to prove a password with NTLMv2, and then
 * signs and seals what both say. Nothing older than NTLMv2 is taken, and no session without
 * signing.
 */
@NullMarked
package io.gpmcworker.gpmc.dcom.nlmp;

import org.jspecify.annotations.NullMarked;
