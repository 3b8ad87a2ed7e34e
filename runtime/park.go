package rt

// park waits until ch is closed or sent to, as every wait for another thread or actor does: the GIL is released
// meanwhile, and the actors that wait behind this worker go to others.
func (cx *Ctx) park(ch <-chan struct{}) {
	gil := cx.blocking()
	<-ch
	cx.unblock(gil)
}
