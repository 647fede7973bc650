/** Images that failed, were lost, or are wanted elsewhere, rebuilt from the interim topic by the commands. */
package io.entrepot.systemtests.replay;
