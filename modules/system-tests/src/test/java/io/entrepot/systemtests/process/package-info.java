/**
 * Running things as processes of their own: {@code entrepot copy}, and the programs of others by which its work is judged.
 * What the results mean does not belong here.
 */
package io.entrepot.systemtests.process;
