/** {@code entrepot verify} and {@code entrepot topics trim} as processes, on a destination that other programs have damaged. */
package io.entrepot.systemtests.verify;
