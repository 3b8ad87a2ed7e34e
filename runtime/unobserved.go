//go:build !cyp_observe

package rt

// Programs are built without the means to watch them; with the build tag cyp_observe the functions of observe.go take the place of
// these, which cost nothing.

type (
	observation struct{} // of a context
	observed    struct{} // of a message
)

func observeStart()                                     {}
func observeStop()                                      {}
func observeSpawn(cx *Ctx)                              {}
func observeSteal(cx *Ctx)                              {}
func observeMute(cx *Ctx)                               {}
func observeContended(cx *Ctx)                          {}
func observeSend(cx *Ctx, m *MessageInterface)          {}
func observeBegin(cx *Ctx, b *box, m *MessageInterface) {}
func observeEnd(cx *Ctx)                                {}
func observeWait(cx *Ctx, what waitKind)                {}
func observeWaited(cx *Ctx)                             {}
